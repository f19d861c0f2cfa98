#pragma once

#include <QProcess>

namespace console::test {

/// Ends with the test, whatever happened.
class Program : public QProcess
{
public:
    ~Program() override
    {
        kill();
        waitForFinished();
    }
    bool isOver() const { return state() == NotRunning; }
    QByteArray output()
    {
        m_output += readAllStandardOutput();
        return m_output;
    }
    QByteArray complaints()
    {
        m_complaints += readAllStandardError();
        return m_complaints;
    }

private:
    QByteArray m_output;
    QByteArray m_complaints;
};

/// Without what is the user's: home, keychain, secrets.
inline QProcessEnvironment bareEnvironment(const QString &folder)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char *name : {"HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"})
        environment.insert(QString::fromLatin1(name), folder);
    environment.insert(
        QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), QStringLiteral("unix:path=/nonexistent/bus"));
    for (const char *name :
        {"EVENT_MANAGER_HEADER_VALUE", "EVENT_MANAGER_PASSPHRASE", "EVENT_MANAGER_PROXY_PASSWORD"})
        environment.remove(QString::fromLatin1(name));
    environment.remove(QStringLiteral("XDG_CURRENT_DESKTOP"));
    return environment;
}

} // namespace console::test
