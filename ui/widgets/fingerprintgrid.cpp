#include "ui/widgets/fingerprintgrid.h"

#include "ui/models/certificatetext.h"
#include "ui/widgets/stylepainting.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int columns = 4;
constexpr int gap = 6;

} // namespace

FingerprintGrid::FingerprintGrid(
    const Theme *theme, const QByteArray &sha256, const QByteArray &other, QWidget *parent)
    : QWidget(parent), m_theme(theme), m_groups(fingerprintGroups(sha256)),
      m_differing(differingGroups(sha256, other))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(u"Fingerprint %1"_s.arg(m_groups.join(u' ')));
    setAccessibleDescription(u"%1 of %2 groups differ"_s.arg(m_differing.count(true)).arg(m_groups.size()));
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize FingerprintGrid::cell() const
{
    QFont bold = Theme::fixedFont(TextSize::Heading);
    bold.setWeight(QFont::Bold);
    const QFontMetrics metrics(bold);
    return {metrics.horizontalAdvance(u"DDDD"_s) + 14, metrics.height() + 6};
}

QSize FingerprintGrid::sizeHint() const
{
    const int rows = int(m_groups.size() + columns - 1) / columns;
    return {columns * (cell().width() + gap) - gap, qMax(1, rows) * (cell().height() + gap) - gap};
}

void FingerprintGrid::paintEvent(QPaintEvent *)
{
    const Colours &c = m_theme->colours();
    QPainter painter(this);
    QFont font = Theme::fixedFont(TextSize::Heading);
    for (int i = 0; i < m_groups.size(); ++i) {
        const QSize size = cell();
        const QRect rect(
            QPoint((i % columns) * (size.width() + gap), (i / columns) * (size.height() + gap)), size);
        const bool differs = m_differing.at(i);
        if (differs)
            paintBox(&painter, rect, c.errorBack, c.error, 3);
        font.setWeight(differs ? QFont::Bold : QFont::Normal);
        painter.setFont(font);
        painter.setPen(differs ? c.error : c.text2);
        painter.drawText(rect, Qt::AlignCenter, m_groups.at(i));
    }
}

} // namespace console
