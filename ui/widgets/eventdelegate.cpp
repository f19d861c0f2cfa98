#include "ui/widgets/eventdelegate.h"

#include "ui/models/messagetablemodel.h"
#include "ui/models/text.h"
#include "ui/widgets/messagesign.h"

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

} // namespace

void EventDelegate::paintCell(Cell &cell, const QModelIndex &index) const
{
    const QString text = index.data(Qt::DisplayRole).toString();
    const QFont dense = Theme::font(TextSize::Dense);
    switch (index.column()) {
    case Model::Number:
    case Model::Interval:
        return cell.writeRight(text, dense, cell.text3());
    case Model::Time:
        return cell.write(text, Theme::fixedFont(), cell.text());
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

void EventDelegate::paintEventCell(Cell &cell, const QModelIndex &index) const
{
    const auto kind = MessageKind(index.data(Model::KindRole).toInt());
    const auto type = EventType(index.data(Model::EventTypeRole).toInt());
    drawMessageSign(cell.painter(), *theme(), kind, type, cell.signPlace());
    cell.write(index.data(Qt::DisplayRole).toString(), Theme::font(TextSize::Dense), cell.text());
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
    cell.write(idOf(index, 24), dense, cell.text(), Qt::ElideMiddle);
}

void EventDelegate::paintParticipant(Cell &cell, const QModelIndex &index) const
{
    const QFont dense = Theme::font(TextSize::Dense);
    const QString name = index.data(Model::NameRole).toString();
    if (index.data(Model::IdRole).toString().isEmpty())
        return cell.write(u"—"_s, dense, cell.text3());
    if (name.isEmpty())
        return cell.write(u"person "_s + idOf(index, 16), dense, cell.text2(), Qt::ElideMiddle);
    cell.write(idOf(index, 12), dense, cell.text3());
    cell.skip(7);
    cell.write(name, dense, cell.text());
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
