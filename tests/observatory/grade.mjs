// Puts TLS in front of the running site, as a proxy does, and has Mozilla's observatory grade what comes out.
// node grade.mjs PACKAGE SITE_PORT HTTPS_PORT HTTP_PORT KEY CERTIFICATE

import { readFileSync } from "node:fs"
import http from "node:http"
import https from "node:https"
import { pathToFileURL } from "node:url"

const [folder, sitePort, httpsPort, httpPort, key, certificate] = process.argv.slice(2)
const part = (name) => import(pathToFileURL(`${folder}/src/${name}`))

const front = https.createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (asked, answer) => {
  const headers = { ...asked.headers, "x-forwarded-proto": "https", "x-forwarded-for": "127.0.0.1" }
  const behind = http.request({ host: "127.0.0.1", port: sitePort, path: asked.url, method: asked.method, headers })
  behind.on("response", (given) => {
    answer.writeHead(given.statusCode, given.rawHeaders)
    given.pipe(answer)
  })
  asked.pipe(behind)
})
const plain = http.createServer((asked, answer) => {
  answer.writeHead(301, { Location: `https://localhost:${httpsPort}${asked.url}` })
  answer.end()
})
await Promise.all([
  new Promise((done) => front.listen(httpsPort, "127.0.0.1", done)),
  new Promise((done) => plain.listen(httpPort, "127.0.0.1", done)),
])

// As its own `scan`, which takes no ports.
const { retrieve } = await part("retriever/retriever.js")
const { ALL_TESTS, ALGORITHM_VERSION } = await part("constants.js")
const { MINIMUM_SCORE_FOR_EXTRA_CREDIT } = await part("grader/charts.js")
const { getGradeForScore, getScoreDescription, getScoreModifier } = await part("grader/grader.js")

const found = await retrieve("localhost", { httpPort, httpsPort })
const results = ALL_TESTS.map((test) => test(found))
const points = results.map((one) => getScoreModifier(one.result))
const lost = points.filter((number) => number < 0).reduce((sum, number) => sum + number, 100)
const all = points.reduce((sum, number) => sum + number, 100)
const { grade, score } = getGradeForScore(lost >= MINIMUM_SCORE_FOR_EXTRA_CREDIT ? all : lost)

console.log(JSON.stringify({
  algorithm: ALGORITHM_VERSION,
  grade,
  score,
  status: found.responses.auto.status,
  tests: results.map((one, place) => ({
    test: one.constructor.name.replace("Output", ""),
    passed: one.pass,
    points: points[place],
    result: one.result,
    words: getScoreDescription(one.result),
  })),
}, null, 2))
process.exit(0)
