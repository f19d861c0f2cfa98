#include "ui/models/attempthistory.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>
#include <QSaveFile>
#include <QStandardPaths>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 maximumFileSize = 4 * 1024 * 1024;

QDateTime local(qint64 microseconds)
{
    return QDateTime::fromMSecsSinceEpoch(microseconds / 1'000);
}

QString dayText(qint64 time, qint64 now)
{
    const qint64 days = local(time).date().daysTo(local(now).date());
    return days == 0 ? u"Today"_s
        : days == 1  ? u"Yesterday"_s
                     : QLocale::c().toString(local(time).date(), u"d MMM"_s);
}

QString lengthText(qint64 microseconds)
{
    const qint64 seconds = microseconds / 1'000'000;
    if (seconds < 60)
        return u"%1 s"_s.arg(seconds);
    if (seconds < 3'600)
        return u"%1 min"_s.arg(seconds / 60);
    return u"%1 h %2 min"_s.arg(seconds / 3'600).arg(seconds / 60 % 60);
}

QJsonObject toJson(const PastAttempt &attempt)
{
    return {{u"time"_s, attempt.time}, {u"connectedFor"_s, attempt.connectedFor},
        {u"failure"_s, attempt.failure}};
}

PastAttempt attemptFrom(const QJsonValue &json)
{
    return {json["time"_L1].toInteger(), json["connectedFor"_L1].toInteger(), json["failure"_L1].toString()};
}

} // namespace

AttemptHistory::AttemptHistory(const QString &file) : m_file(file)
{
    load();
}

QString AttemptHistory::defaultFile()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation)
        + u"/event-manager-console/attempts.json"_s;
}

void AttemptHistory::add(const QUuid &profile, const PastAttempt &attempt)
{
    QList<PastAttempt> &attempts = m_attempts[profile];
    attempts.prepend(attempt);
    if (attempts.size() > kept)
        attempts.resize(kept);
    save();
}

void AttemptHistory::keepOnly(const QSet<QUuid> &profiles)
{
    if (m_attempts.removeIf([&profiles](const auto &entry) { return !profiles.contains(entry.key()); }) > 0)
        save();
}

void AttemptHistory::load()
{
    QFile file(m_file);
    if (file.size() > maximumFileSize || !file.open(QIODevice::ReadOnly))
        return;
    const QJsonObject all = QJsonDocument::fromJson(file.readAll()).object();
    for (auto entry = all.begin(); entry != all.end(); ++entry) {
        const QUuid profile = QUuid::fromString(entry.key());
        const QJsonArray attempts = entry.value().toArray();
        for (qsizetype i = 0; i < qMin<qsizetype>(attempts.size(), kept) && !profile.isNull(); ++i)
            m_attempts[profile].append(attemptFrom(attempts.at(i)));
    }
}

void AttemptHistory::save() const
{
    QJsonObject all;
    for (auto entry = m_attempts.begin(); entry != m_attempts.end(); ++entry) {
        QJsonArray attempts;
        for (const PastAttempt &attempt : entry.value())
            attempts.append(toJson(attempt));
        all.insert(entry.key().toString(QUuid::WithoutBraces), attempts);
    }
    const QString folder = QFileInfo(m_file).path();
    if (!QFileInfo::exists(folder) && QDir().mkpath(folder))
        QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QSaveFile file(m_file);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    file.write(QJsonDocument(all).toJson(QJsonDocument::Compact));
    file.commit();
}

std::optional<PastAttempt> AttemptRecorder::follow(const ConnectionStatus &status, qint64 now)
{
    if (status.isBusy() || status.isConnected()) {
        if (!m_running)
            m_begun = status.since;
        m_running = true;
        if (status.isConnected() && m_connectedAt == 0)
            m_connectedAt = status.since;
        return std::nullopt;
    }
    if (!m_running || status.state == ConnectionState::Closing)
        return std::nullopt;
    m_running = false;
    if (status.tries > 1)
        return std::nullopt; // each try of a night would leave no room for what was before
    const qint64 connectedAt = std::exchange(m_connectedAt, 0);
    if (connectedAt == 0 && !status.failure)
        return std::nullopt; // cancelled: it says nothing about the server
    const qint64 length = connectedAt == 0 ? 0 : std::max<qint64>(now - connectedAt, 1);
    return PastAttempt{m_begun, length, status.failure.title};
}

QString attemptTimeText(qint64 time, qint64 now)
{
    const bool today = local(time).date() == local(now).date();
    return dayText(time, now) + u' ' + local(time).toString(today ? u"HH:mm:ss"_s : u"HH:mm"_s);
}

QString attemptText(const PastAttempt &attempt)
{
    return attempt.connectedFor > 0 ? u"Connected for %1"_s.arg(lengthText(attempt.connectedFor))
                                    : attempt.failure;
}

QString historyHint(const QList<PastAttempt> &attempts, qint64 now)
{
    for (const PastAttempt &attempt : attempts)
        if (attempt.connectedFor > 0)
            return u"It worked %1. The server, its settings or the network have probably changed since."_s
                .arg(attemptTimeText(attempt.time, now).toLower());
    return {};
}

} // namespace console
