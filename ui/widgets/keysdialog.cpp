#include "ui/widgets/keysdialog.h"

#include "ui/models/palettematch.h"
#include "ui/widgets/fixedkeys.h"
#include "ui/widgets/keybindings.h"
#include "ui/widgets/pageview.h"
#include "ui/widgets/theme.h"

#include <QLineEdit>
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

QList<KeyLine> linesOf(const FixedKeysOfPane &pane)
{
    QList<KeyLine> lines;
    for (const FixedKeys &line : pane.lines)
        lines.append({line.words, line.what});
    return lines;
}

/// What of it has all words, in the keys, in what they do or in the title; empty: nothing has.
QString tableOf(const QString &title, QList<KeyLine> lines, const QStringList &words)
{
    lines.removeIf([&](const KeyLine &line) {
        const QString text = line.keys + u' ' + line.what + u' ' + title;
        return std::any_of(words.begin(), words.end(),
            [&text](const QString &word) { return !text.contains(word, Qt::CaseInsensitive); });
    });
    return lines.isEmpty() ? QString() : table(title, lines);
}

} // namespace

KeysDialog::KeysDialog(const ActionRegistry *actions, const Theme *theme, QWidget *parent)
    : QDialog(parent), m_actions(actions), m_search(new QLineEdit), m_page(new PageView(theme))
{
    setWindowTitle(tr("Keys"));
    resize(520, 640);
    m_search->setPlaceholderText(tr("Find"));
    m_search->setAccessibleName(tr("Find keys"));
    m_search->addAction(theme->icon(u"search"_s, &Colours::text2), QLineEdit::LeadingPosition);
    m_search->setClearButtonEnabled(true);
    m_page->setAccessibleName(tr("Keys"));
    auto *searchRow = new QVBoxLayout;
    searchRow->setContentsMargins(8, 8, 8, 6);
    searchRow->addWidget(m_search);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(searchRow);
    column->addWidget(m_page);
    connect(m_search, &QLineEdit::textChanged, this, &KeysDialog::fill);
    connect(actions, &ActionRegistry::keysChanged, this, &KeysDialog::fill);
    fill();
}

void KeysDialog::fill()
{
    const QStringList words = paletteWords(m_search->text());
    QString found;
    for (const MenuId menu : ActionRegistry::menus())
        found += tableOf(ActionRegistry::title(menu).remove(u'&'), linesOf(m_actions, menu), words);
    for (const FixedKeysOfPane &pane : fixedKeys())
        found += tableOf(pane.title, linesOf(pane), words);
    QString html = u"<p class=\"title\">%1</p>"_s.arg(tr("Keys").toHtmlEscaped());
    if (const KeyBindings *bindings = m_actions->bindings(); bindings && !bindings->hasSingleKeys())
        html += u"<p class=\"quiet\">%1</p>"_s.arg(tr("Single keys are switched off.").toHtmlEscaped());
    if (found.isEmpty())
        found = u"<p class=\"quiet\">%1</p>"_s.arg(tr("Nothing is found.").toHtmlEscaped());
    m_page->setPage(html + found);
}

} // namespace console
