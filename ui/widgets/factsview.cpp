#include "ui/widgets/factsview.h"

#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/theme.h"

#include <QPainter>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 22;
constexpr int padding = 12;
constexpr int labelWidth = 92;

QString lineOf(const Fact &fact)
{
    return fact.label + u": "_s + fact.strong + (fact.soft.isEmpty() ? u""_s : u' ' + fact.soft);
}

} // namespace

FactsView::FactsView(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FactsView::setFacts(const QList<Fact> &facts)
{
    m_facts = facts;
    QStringList lines;
    for (const Fact &fact : facts)
        lines += lineOf(fact);
    setAccessibleName(lines.join(u'\n'));
    setToolTip(plainToolTip(lines.join(u'\n')));
    updateGeometry();
    update();
}

QSize FactsView::sizeHint() const
{
    return {280, int(m_facts.size()) * rowHeight + 16};
}

void FactsView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    int top = 8;
    for (const Fact &fact : m_facts) {
        paintFact(&painter, fact, top);
        top += rowHeight;
    }
}

void FactsView::paintFact(QPainter *painter, const Fact &fact, int top) const
{
    const Colours &colours = m_theme->colours();
    const auto write = [&](int x, int room, const QString &text, const QFont &font, const QColor &colour) {
        painter->setFont(font);
        painter->setPen(colour);
        const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, std::max(0, room));
        painter->drawText(QRect(x, top, room, rowHeight), Qt::AlignVCenter | Qt::TextSingleLine, shown);
        return painter->fontMetrics().horizontalAdvance(shown);
    };
    const QFont plain = Theme::font(TextSize::Dense);
    write(padding, labelWidth - 8, fact.label, plain, colours.text2);
    int x = padding + labelWidth;
    const QFont font = fact.fixed ? Theme::fixedFont() : plain;
    if (!fact.strong.isEmpty())
        x += write(x, width() - x - padding, fact.strong, font, colours.text) + 6;
    if (!fact.soft.isEmpty())
        write(x, width() - x - padding, fact.soft, plain, colours.text2);
}

} // namespace console
