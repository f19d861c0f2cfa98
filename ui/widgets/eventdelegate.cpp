#include "ui/widgets/eventdelegate.h"

#include "ui/models/messagetablemodel.h"
#include "ui/models/roomquestions.h"
#include "ui/models/text.h"
#include "ui/widgets/foundtext.h"
#include "ui/widgets/hatching.h"
#include "ui/widgets/messagesign.h"
#include "ui/widgets/panetable.h"

#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

using Model = MessageTableModel;

/// From this size on a row says it.
constexpr qint64 largeBody = 16'000;

QString idOf(const QModelIndex &index, qsizetype maximum)
{
    return isolated(shortenedId(index.data(Model::IdRole).toString().toUtf8(), maximum));
}

QString wholeIdOf(const QModelIndex &index)
{
    return isolated(visibleText(index.data(Model::IdRole).toString()));
}

Qt::TextElideMode elideOf(const QModelIndex &index)
{
    return elideModeOf(index.data(Model::IdRole).toString().toUtf8());
}

} // namespace

/// What the user gave a colour keeps it where it is marked, too; the mark is then said by the scroll bar.
QColor EventDelegate::rowTint(const QModelIndex &index) const
{
    const QVariant tint = index.data(Model::TintRole);
    if (tint.isValid())
        return theme()->rowTint(tint.toInt());
    return index.data(Model::MarkedRole).toBool() ? theme()->colours().infoBack : QColor();
}

bool EventDelegate::isWhole(const QModelIndex &index) const
{
    return index.data(Model::GapRole).toBool();
}

/// A gap: hatched, but for what is said of it from the column of times on.
void EventDelegate::paintRow(
    QPainter *painter, const PaneTable &table, const QRect &row, RowLook look, const QModelIndex &index) const
{
    const QString title = index.siblingAtColumn(Model::Event).data().toString();
    const QString times = index.siblingAtColumn(Model::Details).data().toString();
    const QFont strong = Theme::font(TextSize::Dense, QFont::DemiBold);
    const QFont dense = Theme::font(TextSize::Dense);
    const int left = table.columnViewportPosition(Model::Time);
    const int wanted = 2 * padding + signWidth + QFontMetrics(strong).horizontalAdvance(title) + padding
        + QFontMetrics(dense).horizontalAdvance(times) + 2;
    const QRect said(left, row.top(), qMin(wanted, row.right() + 1 - left), row.height());
    for (const QRect &rest : {QRect(barWidth, row.top(), left - barWidth, row.height()),
             QRect(said.right() + 1, row.top(), row.right() - said.right(), row.height())})
        paintHatching(painter, rest, theme()->colours().line2, row.topLeft());
    if (index.data(Model::BookmarkRole).isValid()) {
        const Cell edge(painter, theme(), row.adjusted(padding, 0, -padding, 0), look);
        theme()->drawIcon(painter, u"bookmark"_s, theme()->colours().accent, edge.edgePlace(), 12);
    }
    Cell cell(painter, theme(), said.adjusted(padding, 0, -padding, 0), look);
    theme()->drawIcon(painter, u"plug-off"_s, cell.text2(), cell.signPlace(), 14);
    cell.write(title, strong, cell.text());
    cell.skip(padding);
    cell.write(times, dense, cell.text2());
}

void EventDelegate::paintCell(Cell &cell, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const QFont dense = Theme::font(TextSize::Dense);
    paintBookmark(cell, index);
    switch (index.column()) {
    case Model::Number:
    case Model::Interval:
        return cell.writeRight(text, dense, cell.text3());
    case Model::Time:
        return index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight
            ? cell.writeRight(text, Theme::fixedFont(), cell.text())
            : cell.write(text, Theme::fixedFont(), cell.text());
    case Model::Event:
        return paintEventCell(cell, index);
    case Model::Room:
        return paintRoom(cell, index);
    case Model::Participant:
        return paintParticipant(cell, index);
    default:
        return paintDetails(cell, index);
    }
}

/// In the column of numbers; where that is hidden, at the left of the first one that is not.
void EventDelegate::paintBookmark(const Cell &cell, const QModelIndex &index) const
{
    const auto *table = qobject_cast<const PaneTable *>(parent());
    const bool isFirst = index.column() == Model::Number
        || (index.column() == Model::Time && table && table->isColumnHidden(Model::Number));
    if (isFirst && index.data(Model::BookmarkRole).isValid())
        theme()->drawIcon(cell.painter(), u"bookmark"_s, theme()->colours().accent, cell.edgePlace(), 12);
}

void EventDelegate::paintEventCell(Cell &cell, const QModelIndex &index) const
{
    const auto kind = MessageKind(index.data(Model::KindRole).toInt());
    const auto type = EventType(index.data(Model::EventTypeRole).toInt());
    drawMessageSign(cell.painter(), *theme(), kind, type, cell.signPlace());
    cell.write(index.data(Qt::DisplayRole).toString(), Theme::font(TextSize::Dense), cell.text());
}

/// The first of the texts that has room; else the last one, cut.
void EventDelegate::writeFirstFitting(
    Cell &cell, const QStringList &texts, const QColor &colour, Qt::TextElideMode elide)
{
    const QFont font = Theme::font(TextSize::Dense);
    const QFontMetrics metrics(font);
    const auto fits = [&](const QString &text) {
        return metrics.horizontalAdvance(text) <= cell.rect().width();
    };
    const auto fitting = std::find_if(texts.begin(), texts.end(), fits);
    cell.write(fitting == texts.end() ? texts.last() : *fitting, font, colour, elide);
}

void EventDelegate::paintRoom(Cell &cell, const QModelIndex &index) const
{
    const QFont dense = Theme::font(TextSize::Dense);
    const bool isNumber = index.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
    if (index.data(Model::IdRole).toString().isEmpty())
        return isNumber ? cell.writeRight(u"—"_s, dense, cell.text3())
                        : cell.write(u"—"_s, dense, cell.text3());
    if (isNumber)
        return cell.writeRight(index.data(Qt::DisplayRole).toString(), dense, cell.text());
    writeFirstFitting(cell, {idOf(index, 24), wholeIdOf(index)}, cell.text(), elideOf(index));
}

void EventDelegate::paintParticipant(Cell &cell, const QModelIndex &index) const
{
    const QFont dense = Theme::font(TextSize::Dense);
    const QString name = index.data(Model::NameRole).toString();
    if (index.data(Model::IdRole).toString().isEmpty())
        return cell.write(u"—"_s, dense, cell.text3());
    if (offersName(cell.look(), index))
        cell.writeRight(askNameText(), dense, theme()->colours().accent);
    if (name.isEmpty())
        return writeFirstFitting(cell, {u"person "_s + idOf(index, 16), idOf(index, 16), wholeIdOf(index)},
            cell.text2(), elideOf(index));
    cell.write(idBesideName(index.data(Model::IdRole).toString().toUtf8()), dense, cell.text3());
    cell.skip(7);
    cell.write(name, dense, cell.text());
}

bool EventDelegate::offersName(RowLook look, const QModelIndex &index) const
{
    const bool isNear = look == RowLook::Selected || look == RowLook::Hovered;
    return m_askable && isNear && index.column() == Model::Participant
        && index.data(Model::UnnamedRole).value<PersonRef>();
}

QRect EventDelegate::askRect(const QRect &cell)
{
    const int width = QFontMetrics(Theme::font(TextSize::Dense)).horizontalAdvance(askNameText());
    return {cell.right() - padding - width, cell.top(), width + padding, cell.height()};
}

bool EventDelegate::isLinkAt(const QModelIndex &index, const QRect &cell, QPoint place) const
{
    const auto *table = qobject_cast<const PaneTable *>(parent());
    return table && offersName(table->lookOf(index), index) && askRect(cell).contains(place);
}

/// Who presses the link asks, and chooses no row: what is followed is followed on.
bool EventDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const bool isPress = event->type() == QEvent::MouseButtonPress
        && static_cast<const QMouseEvent *>(event)->button() == Qt::LeftButton;
    if (!isPress || !isLinkAt(index, option.rect, static_cast<const QMouseEvent *>(event)->pos()))
        return CellDelegate::editorEvent(event, model, option, index);
    emit nameAsked(index.data(Model::UnnamedRole).value<PersonRef>());
    return true;
}

void EventDelegate::paintDetails(Cell &cell, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const qint64 size = index.data(Model::SizeRole).toLongLong();
    const auto kind = MessageKind(index.data(Model::KindRole).toInt());
    if (text == u"—")
        return cell.write(text, Theme::font(TextSize::Dense), cell.text3());
    if (size >= largeBody)
        cell.writeRight(sizeText(qsizetype(size)), Theme::font(TextSize::Dense), cell.text3());
    const bool verbatim = size >= largeBody && kind != MessageKind::Note;
    const QString start = verbatim ? text.left(text.lastIndexOf(u'…') + 1) : text;
    const QColor colour = kind == MessageKind::Malformed ? theme()->colours().error : cell.text();
    cell.write(start, verbatim ? Theme::fixedFont() : Theme::font(TextSize::Dense), colour);
}

} // namespace console
