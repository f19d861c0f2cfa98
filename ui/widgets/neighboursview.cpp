#include "ui/widgets/neighboursview.h"

#include "ui/widgets/messagesign.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 22;
constexpr int padding = 12;
constexpr int signWidth = 24;

int scaled(int length)
{
    return qRound(length * Theme::scale());
}

QString stateText(ExchangeState state)
{
    switch (state) {
    case ExchangeState::Answered:
    case ExchangeState::Late:
        return u"OK"_s;
    case ExchangeState::Refused:
        return NeighboursView::tr("refused");
    case ExchangeState::Waiting:
    case ExchangeState::Overdue:
        return NeighboursView::tr("waiting");
    default:
        return NeighboursView::tr("no answer");
    }
}

QString spoken(const Neighbour &neighbour)
{
    const QString state =
        neighbour.kind == MessageKind::Request ? u", "_s + stateText(neighbour.state) : QString();
    return neighbourText(neighbour) + state + u", "_s + neighbourDistance(neighbour);
}

/// Sign and name at the left, the time between at the right.
class NeighbourDelegate : public QStyledItemDelegate
{
public:
    NeighbourDelegate(const Theme *theme, const NeighboursView *view)
        : QStyledItemDelegate(const_cast<NeighboursView *>(view)), m_theme(theme), m_view(view)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, scaled(rowHeight)};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const Neighbour &neighbour = m_view->neighbours()[index.row()];
        const Colours &colours = m_theme->colours();
        const bool isCurrent = (option.state & QStyle::State_Selected) && m_view->hasFocus();
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        if (isCurrent)
            painter->fillRect(option.rect, colours.selection);
        else if (option.state & QStyle::State_MouseOver)
            painter->fillRect(option.rect, colours.hover);
        paintSign(painter, neighbour, option.rect);
        QRect rest = option.rect.adjusted(scaled(padding + signWidth), 0, -scaled(padding), 0);
        const QFont dense = Theme::font(TextSize::Dense);
        rest.setRight(writeRight(painter, rest, neighbourDistance(neighbour), dense, colours.text2));
        if (neighbour.kind == MessageKind::Request)
            rest.setRight(writeState(painter, rest, neighbour.state));
        painter->setFont(neighbour.kind == MessageKind::Request ? Theme::fixedFont() : dense);
        painter->setPen(colours.text);
        painter->drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine,
            painter->fontMetrics().elidedText(
                neighbourText(neighbour), Qt::ElideRight, std::max(0, rest.width())));
        painter->restore();
    }

private:
    void paintSign(QPainter *painter, const Neighbour &neighbour, const QRect &rect) const
    {
        const QPointF centre(rect.left() + scaled(padding + 7), rect.center().y() + 0.5);
        if (neighbour.kind == MessageKind::Request)
            m_theme->drawIcon(painter, u"request"_s, m_theme->colours().text2, centre, 14);
        else
            drawMessageSign(painter, *m_theme, neighbour.kind, neighbour.type, centre);
    }
    /// Answers what is left of the room at the left of it.
    static int writeRight(
        QPainter *painter, const QRect &rect, const QString &text, const QFont &font, const QColor &colour)
    {
        painter->setFont(font);
        painter->setPen(colour);
        painter->drawText(rect, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, text);
        return rect.right() - painter->fontMetrics().horizontalAdvance(text) - scaled(8);
    }
    int writeState(QPainter *painter, const QRect &rect, ExchangeState state) const
    {
        const QColor colour = m_theme->colours().*stateSign(state).colour;
        const int left = writeRight(painter, rect, stateText(state), Theme::font(TextSize::Dense), colour);
        drawStateSign(painter, *m_theme, state, QPointF(left - scaled(2), rect.center().y() + 0.5));
        return left - scaled(14);
    }

    const Theme *m_theme;
    const NeighboursView *m_view;
};

} // namespace

NeighboursView::NeighboursView(const Theme *theme, QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(tr("Same participant"));
    setItemDelegate(new NeighbourDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    viewport()->setAutoFillBackground(false);
    connect(this, &QListWidget::itemClicked, this, [this](QListWidgetItem *item) { choose(row(item)); });
    connect(theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void NeighboursView::setNeighbours(const QList<Neighbour> &neighbours)
{
    if (m_neighbours == neighbours)
        return;
    m_neighbours = neighbours;
    while (count() > neighbours.size())
        delete takeItem(count() - 1);
    while (count() < neighbours.size())
        addItem(QString());
    for (int row = 0; row < count(); ++row) {
        item(row)->setText(spoken(neighbours[row]));
        item(row)->setToolTip(tr("Message %1").arg(neighbours[row].message.value));
    }
    updateGeometry();
    viewport()->update();
}

QSize NeighboursView::sizeHint() const
{
    return {280, int(m_neighbours.size()) * scaled(rowHeight)};
}

void NeighboursView::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        choose(currentRow());
    else
        QListWidget::keyPressEvent(event);
}

void NeighboursView::choose(int row)
{
    if (row >= 0 && row < m_neighbours.size())
        emit chosen(m_neighbours[row].message);
}

} // namespace console
