// What stands in the cells of MessageTableModel.

#include "ui/models/messagetablemodel.h"

#include "ui/models/celltext.h"
#include "ui/models/numbers.h"
#include "ui/models/provenance.h"
#include "ui/models/roomquestions.h"
#include "ui/models/sessiongaps.h"
#include "ui/models/text.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace console {

using namespace Qt::StringLiterals;

/// ": The server fell silent"; empty: the row of the gap does not say.
static QString reasonCell(QByteArrayView row)
{
    const QString reason = gapReason(row);
    return reason.isEmpty() ? QString() : u": "_s + safeCell(reason);
}

/// "2026-11-23 14:32:07.418118 CET"
static QString preciseTimeText(qint64 time)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(time / 1000);
    return local.toString(u"yyyy-MM-dd HH:mm:ss.zzz") + microsecondDigits(time) + local.toString(u" t");
}

QVariant MessageTableModel::display(int column, MessageId id, int row) const
{
    const MessageRecord &record = m_log->record(id);
    if (record.isGap())
        return gapCell(column, id);
    switch (column) {
    case Number:
        return groupedNumber(qint64(id.value));
    case Time:
        return timeOf(id, row);
    case Interval:
        return intervalOf(row);
    case Event:
        return cellText(kindLabel(record, m_log->name(id)));
    case Room:
        return roomText(id);
    case Participant:
        return participantText(id);
    default:
        return details(id);
    }
}

QString MessageTableModel::details(MessageId id) const
{
    const QByteArrayView text = m_log->text(id);
    return m_log->hasText(id) ? cellText(detailsOf(text, m_log->record(id))) : absentText(*m_log, id);
}

QString MessageTableModel::intervalOf(int row) const
{
    if (row == 0 || isAcrossGap(idAt(row - 1), idAt(row)))
        return emptyCell();
    return intervalText(m_log->record(idAt(row)).time - m_log->record(idAt(row - 1)).time);
}

QString MessageTableModel::timeOf(MessageId id, int row) const
{
    const qint64 time = m_log->record(id).time;
    if (m_timeForm == TimeForm::Absolute)
        return clockText(time, m_log->lastTime());
    if (m_timeForm == TimeForm::SincePrevious)
        return intervalOf(row);
    if (!m_timeReference || !m_log->contains(m_timeReference))
        return emptyCell();
    return signedIntervalText(time - m_log->record(m_timeReference).time);
}

/// What is shown, with the microseconds that a cell has no room for.
QString MessageTableModel::copied(int column, MessageId id, int row) const
{
    const QString shown = display(column, id, row).toString();
    const MessageRecord &record = m_log->record(id);
    if (record.isGap() || (column != Time && column != Interval) || shown == emptyCell())
        return shown;
    if (column == Time && m_timeForm == TimeForm::Absolute)
        return shown + microsecondDigits(record.time);
    if (column == Time && m_timeForm == TimeForm::SinceSelected)
        return shown;
    return signedIntervalText(record.time - m_log->record(idAt(row - 1)).time);
}

QString MessageTableModel::timeTitle() const
{
    switch (m_timeForm) {
    case TimeForm::SincePrevious:
        return u"Since previous, s"_s;
    case TimeForm::SinceSelected:
        return u"Since selected, s"_s;
    case TimeForm::Absolute:
        break;
    }
    return u"Time"_s;
}

QString MessageTableModel::gapCell(int column, MessageId id) const
{
    const Gap gap = gapOf(m_log->record(id), id);
    switch (column) {
    case Number:
        return groupedNumber(qint64(id.value));
    case Time:
        return clockText(gap.until, m_log->lastTime());
    case Event:
        return u"Not connected "_s + gapLengthText(gap.length);
    case Details:
        return gapTimes(gap, m_log->lastTime(), QTimeZone::systemTimeZone()) + reasonCell(m_log->text(id))
            + u", changes in between are not known"_s;
    default:
        return emptyCell();
    }
}

QString MessageTableModel::roomText(MessageId id) const
{
    return safeCell(m_log->room(id));
}

QString MessageTableModel::nameOf(MessageId id) const
{
    const QByteArray participant = m_log->participant(id);
    if (!m_directory || participant.isEmpty())
        return {};
    const QString name = m_directory->nameOf(m_log->room(id), participant, id);
    return name.isEmpty() ? name : safeCell(name, 128);
}

PersonRef MessageTableModel::unnamedAt(MessageId id) const
{
    return m_directory ? unnamedPerson(*m_directory, m_log->room(id), m_log->participant(id), id)
                       : PersonRef();
}

/// The id stands left of the name, whatever the script.
QString MessageTableModel::participantText(MessageId id) const
{
    const QByteArray participant = m_log->participant(id);
    if (participant.isEmpty())
        return emptyCell();
    const QString name = nameOf(id);
    const QString shownId = safeCell(participant, 112);
    return name.isEmpty() ? u"person "_s + shownId : shownId + u' ' + name;
}

QString MessageTableModel::tooltip(int column, MessageId id) const
{
    const MessageRecord &record = m_log->record(id);
    if (record.isGap())
        return gapCell(Event, id) + u'\n' + gapCell(Details, id);
    switch (column) {
    case Number:
        return numberTooltip(id);
    case Time:
    case Interval:
        return preciseTimeText(record.time);
    case Event:
        return tooltipText(m_log->name(id));
    case Room:
        return tooltipText(m_log->room(id));
    case Participant:
        return participantTooltip(id);
    default:
        return m_log->hasText(id) ? tooltipText(m_log->text(id)) : absentText(*m_log, id);
    }
}

QString MessageTableModel::numberTooltip(MessageId id) const
{
    const QString message =
        u"Message %1, %2"_s.arg(groupedNumber(qint64(id.value)), sizeText(m_log->textSize(id)));
    const Bookmark *bookmark = m_bookmarks ? m_bookmarks->find(id) : nullptr;
    if (!bookmark)
        return message;
    const QString note =
        bookmark->note.isEmpty() ? QString() : u": "_s + tooltipText(bookmark->note.toUtf8());
    return message + u"\nBookmark"_s + note;
}

QString MessageTableModel::participantTooltip(MessageId id) const
{
    const QByteArray room = m_log->room(id);
    const QByteArray participant = m_log->participant(id);
    if (participant.isEmpty())
        return {};
    const NameHistory *names = m_directory ? m_directory->names().history(room, participant) : nullptr;
    const GivenName *name = names ? names->at(id) : nullptr;
    QStringList lines;
    if (name)
        lines += nameOf(id);
    lines +=
        u"id "_s + safeText(participant) + (room.isEmpty() ? QString() : u" in room "_s + safeText(room));
    if (name)
        lines += namedText(*m_log, name->by, name->at);
    return lines.join(u'\n');
}

/// Room numbers stand right; once an id was seen that is text, the column stays left-aligned.
int MessageTableModel::alignment(int column) const
{
    const bool isNumber = column == Number || column == Interval
        || (column == Time && m_timeForm != TimeForm::Absolute)
        || (column == Room && !(m_directory && m_directory->hasTextIds()));
    return int(Qt::AlignVCenter | (isNumber ? Qt::AlignRight : Qt::AlignLeft));
}

QVariant MessageTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    static const QStringList titles = {
        u"#"_s, u"Time"_s, u"\u0394 s"_s, u"Event"_s, u"Room"_s, u"Participant"_s, u"Details"_s};
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole)
        return section == Time ? timeTitle() : titles.at(section);
    return role == Qt::TextAlignmentRole ? QVariant(alignment(section)) : QVariant();
}

} // namespace console
