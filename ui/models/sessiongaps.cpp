#include "ui/models/sessiongaps.h"

#include <QDateTime>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr double reach = 3; // pixels beside a band that still mean it
constexpr qint64 shortGap = 10 * TimeScale::second; // below, its times are told to the millisecond

QString clock(qint64 time, qint64 today, const QTimeZone &zone, bool precise)
{
    const QDateTime local = QDateTime::fromMSecsSinceEpoch(time / 1000, zone);
    const QString text = local.toString(precise ? u"HH:mm:ss.zzz"_s : u"HH:mm:ss"_s);
    if (local.date() == QDateTime::fromMSecsSinceEpoch(today / 1000, zone).date())
        return text;
    return QLocale::c().dayName(local.date().dayOfWeek(), QLocale::ShortFormat) + u' ' + text;
}

QString span(const Gap &gap, qint64 today, const QTimeZone &zone, bool precise)
{
    return clock(gap.from, today, zone, precise) + u" to "_s + clock(gap.until, today, zone, precise);
}

Gap merged(const Gap &first, const Gap &second)
{
    return {first.from, second.until, first.note, first.length + second.length, first.count + second.count};
}

} // namespace

/// An open gap ends where now is, so what it is too narrow by is put to its left.
GapBand gapBand(const Gap &gap, const TimeScale &scale, double narrowest)
{
    GapBand band{scale.xOf(gap.from), scale.xOf(gap.until), gap};
    const double missing = std::max(0.0, narrowest - band.width());
    band.from -= gap.isOpen() ? missing : missing / 2;
    band.until += gap.isOpen() ? 0 : missing / 2;
    return band;
}

Gap gapOf(const MessageRecord &record, MessageId id)
{
    return {record.time - record.gapLength(), record.time, id, record.gapLength()};
}

void SessionGaps::add(const MessageRecord &record, MessageId id)
{
    if (!record.isGap())
        return;
    m_closed.push_back(gapOf(record, id));
    if (m_closed.size() > maximum)
        mergeClosest();
}

void SessionGaps::addOpening(qint64 from, qint64 until, MessageId note)
{
    if (until - from >= shortestOpening)
        m_closed.push_back({from, until, note, until - from});
}

void SessionGaps::mergeClosest()
{
    size_t closest = 1;
    const auto between = [this](size_t gap) { return m_closed[gap].from - m_closed[gap - 1].until; };
    for (size_t gap = 2; gap < m_closed.size(); ++gap)
        if (between(gap) < between(closest))
            closest = gap;
    m_closed[closest - 1] = merged(m_closed[closest - 1], m_closed[closest]);
    m_closed.erase(m_closed.begin() + qptrdiff(closest));
}

/// The row that closes a gap comes before the status that says so.
bool SessionGaps::isOpen() const
{
    return m_openSince != 0 && (m_closed.empty() || m_openSince > m_closed.back().from);
}

Gap SessionGaps::at(size_t index, qint64 now) const
{
    if (index < m_closed.size())
        return m_closed[index];
    const qint64 until = std::max(now, m_openSince);
    return {m_openSince, until, {}, until - m_openSince};
}

std::vector<Gap> SessionGaps::within(const TimeRange &range, qint64 now) const
{
    const auto from = std::ranges::lower_bound(m_closed, range.from, {}, &Gap::until);
    const auto until = std::ranges::upper_bound(m_closed, range.until, {}, &Gap::from);
    std::vector<Gap> found(from, std::max(from, until));
    if (isOpen() && m_openSince <= range.until && now >= range.from)
        found.push_back(at(m_closed.size(), now));
    return found;
}

std::vector<GapBand> gapBands(const SessionGaps &gaps, const TimeScale &scale, qint64 now, double narrowest)
{
    const qint64 margin = qint64(narrowest * scale.perPixel());
    std::vector<GapBand> bands;
    for (const Gap &gap : gaps.within({scale.range.from - margin, scale.range.until + margin}, now)) {
        const GapBand band = gapBand(gap, scale, narrowest);
        if (bands.empty() || gap.isOpen() || band.from > bands.back().until) {
            bands.push_back(band);
        } else {
            bands.back().until = std::max(bands.back().until, band.until);
            bands.back().gap = merged(bands.back().gap, gap);
        }
    }
    return bands;
}

const GapBand *bandAt(const std::vector<GapBand> &bands, double x)
{
    const auto away = [x](const GapBand &band) {
        return x < band.from ? band.from - x : std::max(0.0, x - band.until);
    };
    const auto nearest = std::ranges::min_element(bands, {}, away);
    return nearest == bands.end() || away(*nearest) > reach ? nullptr : &*nearest;
}

QString gapLengthText(qint64 microseconds)
{
    const qint64 seconds = microseconds / TimeScale::second;
    if (seconds < 1)
        return u"%1 ms"_s.arg(microseconds / 1000);
    if (seconds < 60)
        return u"%1 s"_s.arg(double(microseconds) / double(TimeScale::second), 0, 'f', 1);
    if (seconds < 3600)
        return u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60);
    return u"%1 h %2 min"_s.arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString gapReason(QByteArrayView row)
{
    const QString text = QString::fromUtf8(row);
    const qsizetype colon = text.indexOf(u": "_s); // behind the length, which has none
    return colon < 0 ? QString() : text.sliced(colon + 2);
}

QString gapLabel(const Gap &gap, qint64 today, const QTimeZone &zone)
{
    if (gap.isOpen())
        return u"not connected since "_s + clock(gap.from, today, zone, false);
    const QString text = u"not connected "_s + gapLengthText(gap.length);
    return gap.count > 1 ? u"%1 gaps, %2"_s.arg(gap.count).arg(text) : text;
}

QString gapSentence(const Gap &gap, qint64 today, const QTimeZone &zone)
{
    QString text = gapLabel(gap, today, zone);
    text[0] = text.at(0).toUpper();
    return gap.isOpen() ? text : text + u", "_s + span(gap, today, zone, gap.until - gap.from < shortGap);
}

QString gapTimes(const Gap &gap, qint64 today, const QTimeZone &zone)
{
    return span(gap, today, zone, true);
}

} // namespace console
