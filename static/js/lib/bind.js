// Runs behaviours on the elements that name them: <form data-behavior="time-zone other">.
// `behaviors` maps a name to a function that loads a module whose default export takes the element.
export function bind(root, behaviors) {
  for (const element of root.querySelectorAll("[data-behavior]")) {
    for (const name of element.dataset.behavior.split(" ")) {
      behaviors[name]?.().then((module) => module.default(element));
    }
  }
}
