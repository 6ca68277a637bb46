"""Every page of the demo site, by who may open it."""

VISITOR = [
    "/",
    "/groups/",
    "/groups/welcome/",
    "/boards/new-here/",
    "/resources/",
    "/resources/glossary/",
    "/resources/other-spasms/",
    "/resources/treatments/choices-at-a-glance/",
    "/about-this-information/",
    "/urgent-help/",
    "/urgent-help/?country=GB",
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/signup/",
    "/accounts/signup/date/",
    "/accounts/signup/names/",
    "/accounts/password/reset/",
    "/about/",
    "/about/styleguide/",
    "/next-appointment/",
    "/guidelines/",
    "/privacy/",
    "/accessibility/",
    "/on-this-device/",
    "/notifications/mails/",
    "/mail/stop/no-such-link/",
    "/mail/again/no-such-link/",
    "/leaving/no-such-link/",
    "/reminders/answer/no-such-link/",
    "/moderation/figures/",
    "/contact/",
    "/join/no-such-invitation/",
    "/contact/complaint/",
    "/report/post/47/",
    "/no/such/page/",
]
MEMBER = [
    "/",
    "/groups/hemifacial-spasm/",
    "/boards/injections/",
    "/boards/injections/new/",
    "/boards/injections/level/",
    "/boards/injections/settings/",
    "/groups/hemifacial-spasm/boards/",
    "/groups/hemifacial-spasm/held/",
    "/groups/hemifacial-spasm/members/",
    "/groups/hemifacial-spasm/threads/",
    "/threads/1/me/level/",
    "/threads/1/me/reply/",
    "/threads/1/team/tools/",
    "/posts/1/more/",
    "/report/post/1/",
    "/posts/1/history/",
    "/posts/1/block/",
    "/settings/blocked/",
    "/settings/helpers/",
    "/settings/helpers/new/",
    "/settings/helpers/safety/",
    "/unread/",
    "/unanswered/",
    "/bookmarks/",
    "/members/Kestrel/posts/",
    "/settings/content-notes/",
    "/settings/picture/",
    "/settings/profile/",
    "/settings/profile/seen/",
    "/settings/profile/seen/?as=blocked",
    "/settings/profile/seen/?as=visitor",
    "/my-data/",
    "/my-data/consent/",
    "/my-data/consent/health/withdraw/",
    "/my-data/consent/guidelines/withdraw/",
    "/leave/",
    "/leave/take/",
    "/leave/leave/",
    "/rooms/",
    "/rooms/lobby/",
    "/rooms/lobby/me/",
    "/rooms/lobby/host/",
    "/rooms/lobby/host/members/Kestrel/",
    "/rooms/lobby/settings/",
    "/settings/rooms/",
    "/reminders/",
    "/reminders/months/",
    "/reminders/new/",
    "/messages/",
    "/messages/new/",
    "/notifications/",
    "/drafts/",
    "/resources/questions/",
    "/next-appointment/",
    "/resources/suggestions/",
    "/resources/living/support-groups/suggest/",
    "/settings/",
    "/settings/name/",
    "/settings/messages/",
    "/settings/digests/",
    "/settings/notifications/",
    "/settings/notifications/quiet/",
    "/settings/notifications/address/",
    "/settings/calendar/",
    "/members/Kestrel/",
    "/members/Kestrel/block/",
    "/search/?q=face",
    "/search/?q=face&kind=rooms&since=never",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/sessions/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/webauthn/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/logout/",
    "/moderation/",
    "/moderation/words/",
    "/moderation/words/add/",
    "/moderation/log/",
    "/moderation/log/threads/",
    "/moderation/log/names/",
    "/moderation/record/",
    "/moderation/members/Kestrel/",
    "/moderation/write/",
    "/moderation/messages/",
    "/moderation/messages/Kestrel/",
    "/moderation/replies/",
    "/moderation/replies/add/",
    "/moderation/team/",
    "/moderation/rota/",
    "/moderation/debrief/",
    "/moderation/training/",
    "/moderation/playbook/",
    "/moderation/complaints/",
    "/moderation/reading/",
    "/moderation/brake/",
    "/moderation/invitations/",
    "/moderation/requests/",
]
EDITOR = [
    "/resources/editing/",
    "/resources/editing/new/",
    "/resources/editing/1/",
    "/resources/editing/1/history/",
    "/resources/editing/versions/1/",
    "/resources/editing/versions/1/preview/",
    "/resources/editing/versions/1/publish/",
    "/resources/editing/versions/1/release/",
]
OPERATOR = [
    "/moderation/sign-ins/",
    "/moderation/retention/",
]
SEEN_AS = {"": VISITOR, "GreyHeron": MEMBER, "InkAndPaper": EDITOR, "Harbour": OPERATOR}
THEMES = ["auto", "light", "dim", "dark", "contrast"]

# Controls that stand alone and are smaller than a thumb with a tremor needs. Links inside a sentence are exempt.
SMALL_TARGETS = """() => {
  const alone = (e) => {
    if (!['A', 'LABEL'].includes(e.tagName)) return true;
    const around = e.parentElement.textContent.trim().length - e.textContent.trim().length;
    return !(getComputedStyle(e).display === 'inline' && around > 1);
  };
  const kinds = 'a[href], button, select, textarea, summary, input:not([type=hidden]):not([type=radio])';
  return [...document.querySelectorAll(kinds + ':not([type=checkbox])')]
    .filter((e) => e.checkVisibility() && alone(e) && !e.closest('.skip-link, .visually-hidden'))
    .map((e) => [e, e.getBoundingClientRect()])
    .filter(([e, box]) => box.width > 1 && (box.width < 43.5 || box.height < 43.5))
    .map(([e, box]) => `${e.outerHTML.slice(0, 90)} ${Math.round(box.width)}x${Math.round(box.height)}`);
}"""

# The share of a picture (PNG as base64) that is brighter than a white page would be at four fifths.
BRIGHT_SHARE = """async (png) => {
  const image = new Image();
  image.src = 'data:image/png;base64,' + png;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, image.width, image.height).data;
  let bright = 0;
  for (let i = 0; i < pixels.length; i += 4) {
    bright += (0.2126 * pixels[i] + 0.7152 * pixels[i + 1] + 0.0722 * pixels[i + 2]) > 204;
  }
  return bright / (pixels.length / 4);
}"""
