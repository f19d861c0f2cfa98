#pragma once

#include <QObject>
#include <QTimer>

namespace console {

class MainWindow;

/// Waits until the window shows a lively session, selects something worth looking at, saves a picture, and
/// says so.
class Screenshot : public QObject
{
    Q_OBJECT
public:
    /// @param sendsRequests  so that there are some to see; only a demo server may be sent what nobody asked
    /// for
    Screenshot(MainWindow *window, const QString &file, bool sendsRequests, QObject *parent = nullptr);

signals:
    void taken(bool saved);

private:
    void look();
    void ask();
    void arrange();

    MainWindow *m_window;
    QString m_file;
    bool m_sendsRequests;
    QTimer m_timer;
    int m_looks = 0;
};

} // namespace console
