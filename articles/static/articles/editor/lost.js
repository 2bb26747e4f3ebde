/* What a paste could not keep, in one message. */
import { filled, gettext, ngettext } from "newsroom/editor/wording"

const counted = (text, count) => (count ? [filled(text, { count })] : [])

export function tellLost(announcer, { pictures, media, tables, hidden }) {
  const out = [
    ...counted(ngettext("%(count)s picture", "%(count)s pictures", pictures), pictures),
    ...counted(ngettext("%(count)s embedded item", "%(count)s embedded items", media), media),
    ...counted(ngettext("%(count)s deleted, struck or hidden passage or comment", "%(count)s deleted, struck or hidden passages or comments", hidden), hidden),
  ]
  const said = [
    ...(out.length ? [filled(gettext("Left out of what was pasted: %(what)s."), { what: out.join(", ") })] : []),
    ...counted(ngettext("%(count)s table is now paragraphs, one for each cell.", "%(count)s tables are now paragraphs, one for each cell.", tables), tables),
  ]
  if (said.length) announcer.add(said.join(" "))
}
