#include "ui/models/reconciliation.h"

#include "ui/models/sessionmodels.h"
#include "ui/models/text.h"

#include <algorithm>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr char16_t thinSpace = u'\u2009';

/// Two counts that must be the same, but for what may be on its way from one to the other.
struct Check
{
    quint64 before = 0;
    quint64 after = 0;
    quint64 underWay = 0;
    QString where;

    quint64 difference() const
    {
        if (after > before)
            return after - before;
        return before - after > underWay ? before - after - underWay : 0;
    }
};

bool isRecorded(const RecorderStatus &status)
{
    return !status.file.isEmpty();
}

QList<Check> checksOf(const Reconciliation &counts)
{
    QList<Check> checks;
    if (!counts.isOpened)
        checks += {counts.arrived, counts.taken + counts.dropped, 0, u"between socket and memory"_s};
    checks += {counts.taken, counts.kept + counts.left, 0, u"in memory"_s};
    const RecorderStatus &disk = counts.recorder;
    if (!counts.isOpened && isRecorded(disk))
        checks += {disk.received, disk.recorded + disk.notRecorded + disk.waiting + disk.dropped, 0,
            u"between socket and disk"_s};
    checks += {counts.listed, counts.eligible, counts.unannounced, u"between memory and the events table"_s};
    checks += {counts.eligible, std::max(counts.shown, counts.eligible), 0, u"in the events table"_s};
    return checks;
}

QString number(quint64 value)
{
    return shownNumber(QByteArray::number(value));
}

/// "12 dropped"; nothing of none.
void addIfAny(QStringList &list, quint64 count, const QString &what)
{
    if (count > 0)
        list.append(number(count) + u' ' + what);
}

QString bytesText(quint64 bytes)
{
    return bytes == 1 ? u"1 byte"_s : sizeText(qsizetype(bytes));
}

class Rows
{
public:
    void heading(const QString &label) { m_rows.append({label, {}, {}}); }
    void add(const QString &label, quint64 count, const QString &remark = {})
    {
        m_rows.append({label, number(count), remark});
    }
    void add(const QString &label, const QString &value, const QString &remark = {})
    {
        m_rows.append({label, value, remark});
    }
    QList<CountRow> take() { return std::move(m_rows); }

private:
    QList<CountRow> m_rows;
};

void addReceived(Rows &rows, const Reconciliation &counts)
{
    rows.heading(u"Received"_s);
    rows.add(u"Delivered by the socket"_s, counts.arrived);
    rows.add(u"Taken into memory"_s, counts.taken);
    rows.add(u"Dropped"_s, counts.dropped, u"The program was too busy"_s);
    rows.add(u"Malformed"_s, counts.malformed, u"Of those taken"_s);
}

void addRecording(Rows &rows, const RecorderStatus &disk)
{
    if (!isRecorded(disk))
        return;
    rows.heading(u"Recording"_s);
    rows.add(u"Received since it began"_s, disk.received, u"As of the last write"_s);
    rows.add(u"Recorded"_s, disk.recorded);
    rows.add(u"Waiting for the disk"_s, disk.waiting);
    rows.add(u"Not recorded"_s, disk.notRecorded, u"The disk refused or was too slow"_s);
    rows.add(u"Dropped"_s, disk.dropped, u"There was nothing to record"_s);
}

void addOpened(Rows &rows, const Reconciliation &counts)
{
    rows.heading(u"Recorded elsewhere"_s);
    rows.add(u"Read from the file"_s, counts.taken, counts.opened.isComplete ? QString() : u"So far"_s);
    rows.add(u"Malformed"_s, counts.malformed, u"Of these"_s);
    rows.add(u"Rows missing"_s, counts.opened.missingRows, u"Of the session, not in the file"_s);
    rows.add(u"Left out"_s, bytesText(counts.opened.leftOut), u"Could not be read"_s);
}

void addViews(Rows &rows, const Reconciliation &counts)
{
    rows.heading(u"Memory and views"_s);
    rows.add(u"In memory"_s, counts.kept);
    rows.add(u"Left memory"_s, counts.left, u"The oldest, beyond the memory limit"_s);
    rows.add(u"For the events table"_s, counts.eligible, u"Without responses"_s);
    rows.add(u"Shown"_s, counts.shown, counts.isSearching ? u"Found so far"_s : QString());
    rows.add(u"Hidden by the filter"_s, counts.eligible - std::min(counts.shown, counts.eligible));
}

void addDelays(Rows &rows, const Reconciliation &counts)
{
    rows.heading(u"Delay"_s);
    rows.add(u"Views behind live"_s, durationText(counts.behindLive));
    if (isRecorded(counts.recorder))
        rows.add(u"Disk behind live"_s, durationText(counts.diskLag));
}

qint64 behindLive(const LogFeed &feed)
{
    const MessageLog &log = *feed.log();
    if (feed.end() == log.end())
        return 0;
    const MessageId known(feed.end().value - 1);
    return log.lastTime() - (log.contains(known) ? log.record(known).time : log.firstTime());
}

/// Rows that are not in the file, but will be.
qint64 diskLag(const RecorderStatus &disk, Session &session)
{
    const bool isAllWritten = disk.waiting == 0 && disk.before + disk.received == session.arrived();
    if (disk.state != RecorderStatus::State::Recording || isAllWritten)
        return 0;
    return std::max<qint64>(0, session.log()->lastTime() - std::max(disk.until, disk.since));
}

quint64 countOf(const MessageLog &log, const QSet<MessageKind> &kinds)
{
    quint64 count = 0;
    for (const MessageKind kind : kinds)
        count += log.count(kind);
    return count;
}

void countViews(const SessionModels &models, Reconciliation &counts)
{
    counts.listed = countOf(*models.feed.log(), MessageTableModel::eventKinds());
    counts.unannounced = models.feed.heldBack();
    counts.eligible = models.events.eligibleCount();
    counts.shown = models.events.shownCount();
    counts.isSearching = models.events.isSearching();
    counts.behindLive = behindLive(models.feed);
}

} // namespace

Reconciliation reconciliationOf(const SessionModels &models)
{
    Session &session = *models.session();
    const MessageLog &log = *session.log();
    Reconciliation counts;
    if (const OpenedRecording *opened = session.opened()) {
        counts.isOpened = true;
        counts.opened = {opened->missingRows, opened->leftOut, opened->isComplete};
    }
    counts.arrived = session.arrived();
    counts.dropped = session.dropped();
    counts.malformed = session.malformed();
    counts.taken = log.received();
    counts.left = log.receivedLeft();
    counts.kept = countOf(log, MessageTableModel::eventKinds()) + log.count(MessageKind::Response);
    counts.recorder = session.recording();
    counts.diskLag = diskLag(counts.recorder, session);
    countViews(models, counts);
    return counts;
}

CountsVerdict verdictOf(const Reconciliation &counts)
{
    for (const Check &check : checksOf(counts)) {
        if (check.difference() > 0)
            return {check.difference(), check.where};
    }
    return {};
}

QString verdictText(const Reconciliation &counts)
{
    const CountsVerdict verdict = verdictOf(counts);
    if (!verdict.isEqual())
        return u"The counts differ by %1 %2"_s.arg(number(verdict.difference), verdict.where);
    QStringList known;
    addIfAny(known, counts.dropped, u"dropped"_s);
    addIfAny(known, counts.recorder.notRecorded, u"not recorded"_s);
    addIfAny(known, counts.opened.missingRows, u"rows missing"_s);
    return known.isEmpty() ? u"All counts agree"_s : u"All counts agree; "_s + known.join(u", "_s);
}

QList<CountRow> countRows(const Reconciliation &counts)
{
    Rows rows;
    if (counts.isOpened) {
        addOpened(rows, counts);
    } else {
        addReceived(rows, counts);
        addRecording(rows, counts.recorder);
    }
    addViews(rows, counts);
    if (!counts.isOpened)
        addDelays(rows, counts);
    return rows.take();
}

QString tableText(const Reconciliation &counts)
{
    QString text = verdictText(counts) + u'\n';
    for (const CountRow &row : countRows(counts))
        text += row.label + u'\t' + row.value + u'\t' + row.remark + u'\n';
    return text.remove(thinSpace);
}

} // namespace console
