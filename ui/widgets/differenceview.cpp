#include "ui/widgets/differenceview.h"

#include "lib/filter/filterexpression.h"
#include "ui/models/text.h"
#include "ui/widgets/plaintooltip.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr int lineHeight = 20;
constexpr int padding = 12;
constexpr int signWidth = 18;

int scaled(int length)
{
    return qRound(length * Theme::scale());
}

QString signOf(ValueDifference::Kind kind)
{
    switch (kind) {
    case ValueDifference::Kind::Added:
        return u"+"_s;
    case ValueDifference::Kind::Removed:
        return u"−"_s;
    case ValueDifference::Kind::Changed:
        break;
    }
    return u"≠"_s;
}

ColourRole colourOf(ValueDifference::Kind kind)
{
    switch (kind) {
    case ValueDifference::Kind::Added:
        return &Colours::ok;
    case ValueDifference::Kind::Removed:
        return &Colours::error;
    case ValueDifference::Kind::Changed:
        break;
    }
    return &Colours::warn;
}

QString shownPath(const ValueDifference &difference)
{
    return difference.path.isEmpty() ? DifferenceView::tr("the whole message")
                                     : visibleText(pathText(difference.path));
}

QString shownToken(const QByteArray &token)
{
    return visibleText(
        QString::fromUtf8(token.first(std::min<qsizetype>(token.size(), maximumShownText * 4))));
}

QString spoken(const ValueDifference &difference)
{
    return u"%1 %2: %3"_s.arg(
        shownPath(difference), differenceWord(difference.kind), differenceValues(difference));
}

class DifferenceDelegate : public QStyledItemDelegate
{
public:
    DifferenceDelegate(const Theme *theme, DifferenceView *view)
        : QStyledItemDelegate(view), m_theme(theme), m_view(view)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {100, 2 * scaled(lineHeight) + scaled(4)};
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const ValueDifference &difference = m_view->difference(index.row());
        const Colours &colours = m_theme->colours();
        painter->save();
        if (option.state & QStyle::State_Selected)
            painter->fillRect(
                option.rect, m_view->hasFocus() ? colours.selection : colours.selectionInactive);
        QRect line = option.rect.adjusted(scaled(padding), scaled(2), -scaled(padding), 0);
        line.setHeight(scaled(lineHeight));
        const QFont strong = Theme::font(TextSize::Dense, QFont::DemiBold);
        const QColor colour = colours.*colourOf(difference.kind);
        write(painter, line, signOf(difference.kind), strong, colour);
        line.setLeft(line.left() + scaled(signWidth));
        const int width = write(painter, line, differenceWord(difference.kind), strong, colour);
        write(painter, line.adjusted(width + scaled(8), 0, 0, 0), shownPath(difference), Theme::fixedFont(),
            colours.text);
        write(painter, line.translated(0, scaled(lineHeight)), differenceValues(difference),
            Theme::fixedFont(), colours.text2);
        painter->restore();
    }

private:
    static int write(
        QPainter *painter, const QRect &rect, const QString &text, const QFont &font, const QColor &colour)
    {
        painter->setFont(font);
        painter->setPen(colour);
        const QString shown =
            painter->fontMetrics().elidedText(text, Qt::ElideRight, std::max(0, rect.width()));
        painter->drawText(rect, Qt::AlignVCenter | Qt::TextSingleLine, shown);
        return painter->fontMetrics().horizontalAdvance(shown);
    }

    const Theme *m_theme;
    DifferenceView *m_view;
};

} // namespace

QString differenceWord(ValueDifference::Kind kind)
{
    switch (kind) {
    case ValueDifference::Kind::Added:
        return DifferenceView::tr("added");
    case ValueDifference::Kind::Removed:
        return DifferenceView::tr("removed");
    case ValueDifference::Kind::Changed:
        break;
    }
    return DifferenceView::tr("changed");
}

QString differenceValues(const ValueDifference &difference)
{
    if (difference.kind == ValueDifference::Kind::Added)
        return shownToken(difference.after);
    if (difference.kind == ValueDifference::Kind::Removed)
        return shownToken(difference.before);
    return shownToken(difference.before) + u" → "_s + shownToken(difference.after);
}

DifferenceView::DifferenceView(const Theme *theme, QWidget *parent) : QListWidget(parent)
{
    setAccessibleName(tr("Differences"));
    setItemDelegate(new DifferenceDelegate(theme, this));
    setFrameShape(QFrame::NoFrame);
    setUniformItemSizes(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    viewport()->setAutoFillBackground(false);
    connect(theme, &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void DifferenceView::setDifferences(const QList<ValueDifference> &differences)
{
    m_differences = differences;
    clear();
    for (const ValueDifference &difference : differences) {
        auto *item = new QListWidgetItem(spoken(difference), this);
        item->setToolTip(plainToolTip(spoken(difference)));
    }
}

void DifferenceView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && currentRow() >= 0)
        QApplication::clipboard()->setText(spoken(m_differences[currentRow()]));
    else
        QListWidget::keyPressEvent(event);
}

} // namespace console
