#include "ui/widgets/keysdialog.h"

#include "ui/widgets/actionregistry.h"
#include "ui/widgets/pageview.h"

#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

struct KeyLine
{
    QString keys;
    QString what;
};

QString table(const QString &title, const QList<KeyLine> &lines)
{
    QString html =
        u"<p class=\"head\">%1</p><table width=\"100%\" cellpadding=\"3\" cellspacing=\"0\">"_s.arg(
            title.toHtmlEscaped());
    for (const KeyLine &line : lines)
        html += u"<tr><td width=\"170\" class=\"name\">"_s + line.keys.toHtmlEscaped() + u"</td><td>"_s
            + line.what.toHtmlEscaped() + u"</td></tr>"_s;
    return html + u"</table>"_s;
}

QList<KeyLine> linesOf(const ActionRegistry *actions, MenuId menu)
{
    QList<KeyLine> lines;
    for (const QAction *action : actions->actions(menu)) {
        QStringList keys;
        for (const QKeySequence &sequence : action->shortcuts())
            keys.append(ActionRegistry::keysText(sequence));
        const QString what = action->text().remove(u'&');
        const bool inTimeline = action->shortcutContext() != Qt::WindowShortcut;
        if (!keys.isEmpty())
            lines.append({keys.join(u", "_s), inTimeline ? KeysDialog::tr("%1 (timeline)").arg(what) : what});
    }
    return lines;
}

QList<KeyLine> timelineLines()
{
    return {
        {KeysDialog::tr("Left, Right"), KeysDialog::tr("Previous, next event in the lane")},
        {KeysDialog::tr("Up, Down"), KeysDialog::tr("Lane above, below")},
        {KeysDialog::tr("Home, End"), KeysDialog::tr("Start of the session, now")},
        {KeysDialog::tr("Return"), KeysDialog::tr("Show or hide the other lanes, on their line")},
    };
}

QList<KeyLine> tableLines()
{
    return {
        {KeysDialog::tr("Up, Down"), KeysDialog::tr("Previous, next row")},
        {KeysDialog::tr("Page Up, Page Down"), KeysDialog::tr("A page up, down")},
        {KeysDialog::tr("Home, End"), KeysDialog::tr("First, last column; with Ctrl first, last row")},
        {KeysDialog::tr("Esc"), KeysDialog::tr("Leave the filter text; once more: clear it")},
    };
}

QList<KeyLine> bookmarkLines()
{
    return {
        {KeysDialog::tr("Return, F2"), KeysDialog::tr("Edit the note")},
        {KeysDialog::tr("Delete"), KeysDialog::tr("Take the bookmark away")},
    };
}

} // namespace

KeysDialog::KeysDialog(const ActionRegistry *actions, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_page(new PageView(theme))
{
    setWindowTitle(tr("Keys"));
    resize(520, 640);
    QString html = u"<p class=\"title\">%1</p>"_s.arg(tr("Keys").toHtmlEscaped());
    for (const MenuId menu : ActionRegistry::menus())
        if (const QList<KeyLine> lines = linesOf(actions, menu); !lines.isEmpty())
            html += table(ActionRegistry::title(menu).remove(u'&'), lines);
    html += table(tr("In the timeline"), timelineLines());
    html += table(tr("In tables"), tableLines());
    html += table(tr("In the list of bookmarks"), bookmarkLines());
    m_page->setPage(html);
    m_page->setAccessibleName(tr("Keys"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->addWidget(m_page);
}

} // namespace console
