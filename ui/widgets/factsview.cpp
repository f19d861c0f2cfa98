#include "ui/widgets/factsview.h"

#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QTextLayout>
#include <QTextOption>

#include <algorithm>
#include <cmath>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 22;
constexpr int padding = 12;
constexpr int margin = 8; ///< above and below all facts
constexpr int valueLeft = 104;
constexpr int offerPadding = 8;
constexpr int gap = 6; ///< between what is strong and what is soft

QFont strongFont(const Fact &fact)
{
    return fact.fixed ? Theme::fixedFont() : Theme::font(TextSize::Dense);
}

int widthOf(const QString &text, const QFont &font)
{
    return QFontMetrics(font).horizontalAdvance(text);
}

/// Between words, and within one that is too long: nothing is cut.
QTextOption wrapping()
{
    QTextOption option(Qt::AlignTop | Qt::AlignLeft);
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    return option;
}

/// Numbers keep together where lines break: a thin space would let them go.
QString unbroken(QString text)
{
    return text.replace(QChar(0x2009), QChar(0x202F));
}

/// Of a text that is wrapped, in pixels.
int wrappedHeight(const QString &text, int width, const QFont &font)
{
    QTextLayout layout(text, font);
    layout.setTextOption(wrapping());
    qreal height = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        height += line.height();
    }
    layout.endLayout();
    return int(std::ceil(height));
}

/// For whoever hears it, or looks closer.
QString lineOf(const Fact &fact)
{
    const QString soft = fact.softInFull.isEmpty() ? fact.soft : fact.softInFull;
    return fact.label + u": "_s + fact.strong + (soft.isEmpty() ? u""_s : u' ' + soft);
}

bool leadsOn(const Fact &fact)
{
    return fact.toldBy || !fact.offer.isEmpty();
}

} // namespace

FactsView::FactsView(const Theme *theme, QWidget *parent) : QWidget(parent), m_theme(theme)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setMouseTracking(true);
    connect(theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FactsView::setFacts(const QList<Fact> &facts)
{
    m_facts = facts;
    for (Fact &fact : m_facts) {
        for (QString *text : {&fact.strong, &fact.soft, &fact.softAtLongest})
            *text = unbroken(*text);
    }
    QStringList lines;
    for (const Fact &fact : facts)
        lines += lineOf(fact);
    setAccessibleName(lines.join(u'\n'));
    setToolTip(plainToolTip(lines.join(u'\n')));
    const bool isKept = m_current >= 0 && m_current < facts.size() && leadsOn(facts[m_current]);
    setCurrent(isKept ? m_current : nextLink(-1, 1));
    setFocusPolicy(m_current >= 0 ? Qt::TabFocus : Qt::NoFocus);
    setHovered(m_hovered < facts.size() ? m_hovered : -1);
    updateGeometry();
    update();
}

QSize FactsView::sizeHint() const
{
    return {280, int(m_facts.size()) * rowHeight + 2 * margin};
}

int FactsView::heightForWidth(int width) const
{
    const QList<Row> all = rows(width);
    return all.isEmpty() ? 2 * margin : all.last().top + all.last().height + margin;
}

QList<FactsView::Row> FactsView::rows(int width) const
{
    QList<Row> all;
    int top = margin;
    for (const Fact &fact : m_facts) {
        all += rowOf(fact, top, width);
        top += all.last().height;
    }
    return all;
}

FactsView::Row FactsView::rowOf(const Fact &fact, int top, int width) const
{
    const int room = std::max(1, width - valueLeft - padding);
    const QFont plain = Theme::font(TextSize::Dense);
    const QString &longest = fact.softAtLongest.isEmpty() ? fact.soft : fact.softAtLongest;
    const int soft = widthOf(longest, plain);
    if (fact.strong.isEmpty())
        return {top, soft <= room ? rowHeight : wrappedHeight(longest, room, plain) + gap};
    const int strong = widthOf(fact.strong, strongFont(fact));
    const int strongHeight =
        strong <= room ? rowHeight : wrappedHeight(fact.strong, room, strongFont(fact)) + gap;
    if (fact.soft.isEmpty() || strong + gap + soft <= room)
        return {top, strongHeight, strongHeight};
    return {top, strongHeight + wrappedHeight(longest, room, plain), strongHeight, true};
}

int FactsView::factAt(const QPoint &position) const
{
    const QList<Row> all = rows(width());
    for (int fact = 0; fact < all.size(); ++fact) {
        if (position.y() >= all[fact].top && position.y() < all[fact].top + all[fact].height)
            return fact;
    }
    return -1;
}

/// The next fact that leads to a message or offers something; -1: there is none.
int FactsView::nextLink(int from, int step) const
{
    for (int fact = from + step; fact >= 0 && fact < m_facts.size(); fact += step) {
        if (leadsOn(m_facts[fact]))
            return fact;
    }
    return -1;
}

void FactsView::setCurrent(int fact)
{
    m_current = fact;
    const QString line = fact < 0 ? QString() : lineOf(m_facts[fact]);
    setAccessibleDescription(fact < 0       ? QString()
            : m_facts[fact].offer.isEmpty() ? tr("Enter goes to the message behind “%1”").arg(line)
                                            : tr("Enter: %1").arg(m_facts[fact].offer));
    update();
}

void FactsView::setHovered(int fact)
{
    m_hovered = fact >= 0 && leadsOn(m_facts[fact]) ? fact : -1;
    setCursor(m_hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void FactsView::choose(int fact)
{
    if (fact >= 0 && m_facts[fact].toldBy)
        emit chosen(m_facts[fact].toldBy);
    else if (fact >= 0 && !m_facts[fact].offer.isEmpty())
        emit offerTaken(m_facts[fact].offer);
}

void FactsView::mousePressEvent(QMouseEvent *event)
{
    const int fact = factAt(event->pos());
    const bool isBeside = fact >= 0 && !m_facts[fact].toldBy && !offerBox(fact).contains(event->pos());
    if (event->button() == Qt::LeftButton && !isBeside)
        choose(fact);
}

void FactsView::mouseMoveEvent(QMouseEvent *event)
{
    setHovered(factAt(event->pos()));
}

void FactsView::leaveEvent(QEvent *event)
{
    setHovered(-1);
    QWidget::leaveEvent(event);
}

void FactsView::keyPressEvent(QKeyEvent *event)
{
    const int step = event->key() == Qt::Key_Down ? 1 : event->key() == Qt::Key_Up ? -1 : 0;
    if (step != 0 && nextLink(m_current, step) >= 0)
        return setCurrent(nextLink(m_current, step));
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return choose(m_current);
    QWidget::keyPressEvent(event);
}

void FactsView::focusInEvent(QFocusEvent *event)
{
    update();
    QWidget::focusInEvent(event);
}

void FactsView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QList<Row> all = rows(width());
    for (int fact = 0; fact < all.size(); ++fact) {
        paintFact(&painter, fact, all[fact]);
        if (!m_facts[fact].offer.isEmpty())
            paintOffer(&painter, fact);
    }
    if (!hasFocus() || m_current < 0)
        return;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->colours().accent, 2));
    painter.drawRoundedRect(
        QRectF(4, all[m_current].top, width() - 8, all[m_current].height).adjusted(1, 0, -1, 0), 3, 3);
}

/// Behind what stands in the first line.
QRect FactsView::offerBox(int fact) const
{
    const QFont plain = Theme::font(TextSize::Dense);
    const Fact &it = m_facts[fact];
    const int strong = it.strong.isEmpty() ? 0 : widthOf(it.strong, strongFont(it)) + gap;
    const int left = valueLeft + strong + widthOf(it.soft, plain) + gap;
    return {left, rows(width())[fact].top + 1, widthOf(it.offer, plain) + 2 * offerPadding, rowHeight - 2};
}

void FactsView::paintOffer(QPainter *painter, int fact) const
{
    const Colours &colours = m_theme->colours();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(colours.line2);
    painter->setBrush(fact == m_hovered ? colours.hover : colours.button);
    const QRect box = offerBox(fact);
    painter->drawRoundedRect(QRectF(box).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4);
    painter->setFont(Theme::font(TextSize::Dense));
    painter->setPen(colours.text);
    painter->drawText(box, Qt::AlignCenter, m_facts[fact].offer);
    painter->restore();
}

/// Each part in one line where that has the room, else over several: nothing is cut.
void FactsView::paintFact(QPainter *painter, int index, const Row &row) const
{
    const Fact &fact = m_facts[index];
    const Colours &colours = m_theme->colours();
    const auto write = [&](int x, int room, const QString &text, const QFont &font, const QColor &colour) {
        painter->setFont(font);
        painter->setPen(colour);
        const QString shown = painter->fontMetrics().elidedText(text, Qt::ElideRight, std::max(0, room));
        painter->drawText(QRect(x, row.top, room, rowHeight), Qt::AlignVCenter | Qt::TextSingleLine, shown);
        return painter->fontMetrics().horizontalAdvance(shown);
    };
    const int room = width() - valueLeft - padding;
    const auto wrap = [&](int top, int bottom, const QString &text, const QFont &font, const QColor &colour) {
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(QRectF(valueLeft, top, room, bottom - top), text, wrapping());
    };
    const QFont plain = Theme::font(TextSize::Dense);
    QFont linked = plain;
    linked.setUnderline(index == m_hovered && fact.toldBy);
    write(padding, valueLeft - padding - 8, fact.label, plain, colours.text2);
    int used = 0;
    if (row.strongHeight > rowHeight)
        wrap(row.top + 3, row.top + row.strongHeight, fact.strong, strongFont(fact), colours.text);
    else if (row.strongHeight > 0)
        used = write(valueLeft, room, fact.strong, strongFont(fact), colours.text) + gap;
    if (row.height == rowHeight)
        return void(write(valueLeft + used, room - used, fact.soft, linked, colours.text2));
    const int below = row.isBelow ? row.top + row.strongHeight - 3 : row.top + 3;
    wrap(below, row.top + row.height, fact.soft, linked, colours.text2);
}

} // namespace console
