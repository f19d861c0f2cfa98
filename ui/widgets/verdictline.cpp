#include "ui/widgets/verdictline.h"

#include "ui/widgets/iconlabel.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/themedlabel.h"

#include <QHBoxLayout>

namespace console {

using namespace Qt::StringLiterals;

namespace {

struct Look
{
    QString icon;
    ColourRole role;
};

Look lookOf(Verdict::Tone tone)
{
    switch (tone) {
    case Verdict::Tone::Good:
        return {u"check-circle"_s, &Colours::ok};
    case Verdict::Tone::Doubtful:
        return {u"warning"_s, &Colours::warn};
    case Verdict::Tone::Bad:
        return {u"error"_s, &Colours::error};
    case Verdict::Tone::Busy:
    case Verdict::Tone::None:
        break;
    }
    return {u"retry"_s, &Colours::text2};
}

} // namespace

VerdictLine::VerdictLine(const Theme *theme, QWidget *parent)
    : QWidget(parent), m_icon(new IconLabel(theme, {}, &Colours::text2, 14, this)),
      m_text(new ThemedLabel(theme, {}, &Colours::text2, TextSize::Dense, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(6);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    m_text->setElided(Qt::ElideRight);
    hide();
}

void VerdictLine::say(const Verdict &verdict)
{
    m_verdict = verdict;
    const Look look = lookOf(verdict.tone);
    m_icon->setIcon(look.icon, look.role);
    m_text->setRole(look.role);
    m_text->setText(verdict.text);
    m_text->updateGeometry();
    m_text->setAccessibleDescription(verdict.detail);
    setToolTip(verdict.detail.isEmpty() ? QString() : plainToolTip(verdict.text + u'\n' + verdict.detail));
    setVisible(verdict.tone != Verdict::Tone::None);
}

} // namespace console
