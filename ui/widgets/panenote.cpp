#include "ui/widgets/panenote.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/panebutton.h"
#include "ui/widgets/themedlabel.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

namespace console {

namespace {

bool isWarning(PaneNote::Tone tone)
{
    return tone == PaneNote::Tone::Warning;
}

} // namespace

PaneNote::PaneNote(const Theme *theme, const QString &icon, Tone tone, QWidget *parent)
    : Strip(theme, isWarning(tone) ? &Colours::warnBack : &Colours::panel,
        isWarning(tone) ? Qt::BottomEdge : Qt::TopEdge, parent)
{
    const ColourRole role = isWarning(tone) ? &Colours::text : &Colours::text2;
    const ColourRole iconRole = isWarning(tone) ? &Colours::warn : &Colours::text3;
    m_first = new ThemedLabel(theme, TextSize::Dense, role, this);
    m_first->setElided(Qt::ElideRight);
    m_second = new ThemedLabel(theme, TextSize::Dense, role, this);
    m_second->setElided(Qt::ElideRight);
    m_link = new PaneButton(theme, PaneButton::Tone::Link, this);
    m_link->setFixedHeight(18);
    connect(m_link, &QAbstractButton::clicked, this, &PaneNote::linkChosen);
    auto *second = new QHBoxLayout;
    second->setSpacing(4);
    second->addWidget(m_second);
    second->addWidget(m_link);
    second->addStretch();
    auto *lines = new QVBoxLayout;
    lines->setSpacing(0);
    lines->addWidget(m_first);
    lines->addLayout(second);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 6, 8, 6);
    row->setSpacing(8);
    row->addWidget(new IconLabel(theme, icon, iconRole, 16, this), 0, Qt::AlignTop);
    row->addLayout(lines, 1);
    setLink({});
}

void PaneNote::setText(const QString &first, const QString &second)
{
    m_first->setText(first);
    m_first->setVisible(!first.isEmpty());
    m_second->setText(second);
    m_second->setVisible(!second.isEmpty());
}

void PaneNote::setLink(const QString &text, const QString &toolTip)
{
    m_link->setLabel(text);
    m_link->setToolTip(toolTip);
    m_link->setVisible(!text.isEmpty());
}

} // namespace console
