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
    Screenshot(MainWindow *window, const QString &file, QObject *parent = nullptr);

signals:
    void taken(bool saved);

private:
    void look();
    void prepare();

    MainWindow *m_window;
    QString m_file;
    QTimer m_timer;
    int m_looks = 0;
    bool m_prepared = false;
};

} // namespace console
