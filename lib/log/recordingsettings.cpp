#include "lib/log/recordingsettings.h"

#include <QSettings>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr auto everySessionKey = "recording/everySession"_L1;
constexpr auto recordingsKey = "recording/keptSessions"_L1;
constexpr auto bytesKey = "recording/keptBytes"_L1;
constexpr auto memoryKey = "recording/memoryBytes"_L1;

/// Takes values out of the settings and remembers which of them could not be used.
class Reader
{
public:
    explicit Reader(const QSettings &from) : m_from(from) { }

    bool boolean(QLatin1StringView key, bool otherwise)
    {
        const QString text = m_from.value(key).toString();
        if (!m_from.contains(key) || text == "true"_L1 || text == "false"_L1)
            return m_from.contains(key) ? text == "true"_L1 : otherwise;
        complain(key, u"which is neither true nor false"_s);
        return otherwise;
    }

    qint64 number(QLatin1StringView key, qint64 least, qint64 most, qint64 otherwise)
    {
        if (!m_from.contains(key))
            return otherwise;
        bool isNumber = false;
        const qint64 number = m_from.value(key).toString().toLongLong(&isNumber);
        if (isNumber && number >= least && number <= most)
            return number;
        complain(key, u"which is no number from %1 to %2"_s.arg(least).arg(most));
        return otherwise;
    }

    QString problem() const { return m_problems.join(u' '); }

private:
    void complain(QLatin1StringView key, const QString &why)
    {
        m_problems.append(u"The setting “%1” in “%2” holds “%3”, %4: it is not used."_s.arg(
            key, m_from.fileName(), m_from.value(key).toString(), why));
    }

    const QSettings &m_from;
    QStringList m_problems;
};

template <typename Value>
void store(QSettings &to, QLatin1StringView key, Value value, Value otherwise)
{
    if (value == otherwise)
        to.remove(key);
    else
        to.setValue(key, QVariant::fromValue(value).toString());
}

} // namespace

RecordingSettings RecordingSettings::read(const QSettings &from)
{
    RecordingSettings settings;
    RecordingLimits &limits = settings.limits;
    Reader reader(from);
    settings.recordsEverySession = reader.boolean(everySessionKey, settings.recordsEverySession);
    limits.recordings = int(reader.number(recordingsKey, 1, mostRecordings, limits.recordings));
    limits.bytes = reader.number(bytesKey, leastBytes, mostBytes, limits.bytes);
    settings.memoryLimit = quint64(
        reader.number(memoryKey, qint64(leastMemory), qint64(mostMemory), qint64(settings.memoryLimit)));
    settings.problem = reader.problem();
    return settings;
}

QString RecordingSettings::write(QSettings &to) const
{
    const RecordingSettings otherwise;
    store(to, everySessionKey, recordsEverySession, otherwise.recordsEverySession);
    store(to, recordingsKey, limits.recordings, otherwise.limits.recordings);
    store(to, bytesKey, limits.bytes, otherwise.limits.bytes);
    store(to, memoryKey, memoryLimit, otherwise.memoryLimit);
    to.sync();
    return to.status() == QSettings::NoError
        ? QString()
        : u"The settings could not be saved in “%1”."_s.arg(to.fileName());
}

} // namespace console
