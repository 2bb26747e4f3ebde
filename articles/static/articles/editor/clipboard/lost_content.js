/* One message about what a paste or drop left out. */
import { interpolate, gettext, ngettext } from "newsroom/editor/interface/translations"

const counted = (text, count) => (count ? [interpolate(text, { count })] : [])

/* Count what is lost of files that come without text; null if nothing is. */
export function lostFilesOf(data) {
  if (!data?.files.length || data.getData("text/html") || data.getData("text/plain")) return null
  const pictures = [...data.files].filter(({ type }) => type.startsWith("image/")).length
  return { pictures, media: data.files.length - pictures }
}

export function announceLostContent(announcer, { pictures = 0, media = 0, tables = 0, hidden = 0 }) {
  const leftOut = [
    ...counted(ngettext("%(count)s picture", "%(count)s pictures", pictures), pictures),
    ...counted(ngettext("%(count)s video or other file", "%(count)s videos or other files", media), media),
    ...counted(
      ngettext(
        "%(count)s deleted, struck or hidden passage or comment",
        "%(count)s deleted, struck or hidden passages or comments",
        hidden,
      ),
      hidden,
    ),
  ]
  const messages = [
    ...(leftOut.length ? [interpolate(gettext("Left out: %(what)s."), { what: leftOut.join(", ") })] : []),
    ...counted(
      ngettext(
        "%(count)s table is now paragraphs, one for each cell.",
        "%(count)s tables are now paragraphs, one for each cell.",
        tables,
      ),
      tables,
    ),
  ]
  if (messages.length) announcer.add(messages.join(" "))
}
