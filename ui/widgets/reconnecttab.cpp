#include "ui/widgets/reconnecttab.h"

#include "ui/models/profiletext.h"
#include "ui/widgets/iconlabel.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QVBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

ReconnectTab::ReconnectTab(const Theme *theme, QWidget *parent) : FormPage(theme, parent)
{
    addSwitch();
    addCases(u"Tried again"_s, triedAgain(), u"retry"_s, &Colours::ok);
    addCases(u"Never tried again by itself"_s, neverTriedAgain(), u"close"_s, &Colours::text2);
    endSections();
}

void ReconnectTab::addSwitch()
{
    QWidget *section = addSection();
    auto *rows = new QVBoxLayout(section);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    m_reconnects = new QCheckBox(u"Reconnect automat&ically"_s, section);
    m_reconnects->setAccessibleName(u"Reconnect automatically"_s);
    m_reconnects->setFont(Theme::font(TextSize::Body, QFont::DemiBold));
    rows->addWidget(m_reconnects);
    ThemedLabel *how = explanation(theme(),
        u"After 1, 2, 4 and 8 seconds, then every 15 seconds, each a little sooner or later, until it works "
        u"or you press Stop. The session on screen goes on; what the server sent meanwhile is missing, and "
        u"the gap is shown."_s,
        section);
    how->setContentsMargins(qRound(24 * Theme::scale()), 0, 0, 0);
    rows->addWidget(how);
    connect(m_reconnects, &QCheckBox::clicked, this, &ReconnectTab::edited);
}

void ReconnectTab::addCases(
    const QString &title, const QStringList &cases, const QString &icon, ColourRole role)
{
    QWidget *section = addSection();
    auto *grid = new QGridLayout(section);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    auto *heading = new ThemedLabel(theme(), title, &Colours::text, TextSize::Body, section);
    heading->setWeight(QFont::DemiBold);
    grid->addWidget(heading, 0, 0, 1, 2);
    for (const QString &text : cases) {
        const int row = grid->rowCount();
        grid->addWidget(new IconLabel(theme(), icon, role, 14, section), row, 0, Qt::AlignTop);
        grid->addWidget(explanation(theme(), text, section), row, 1);
    }
}

void ReconnectTab::setDraft(const ProfileDraft &draft)
{
    m_reconnects->setChecked(draft.profile.reconnects);
}

void ReconnectTab::writeTo(ProfileDraft &draft) const
{
    draft.profile.reconnects = m_reconnects->isChecked();
}

} // namespace console
