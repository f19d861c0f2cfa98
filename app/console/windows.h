#pragma once

#include "app/console/windowcontroller.h"

class QSettings;

namespace console {

class AppearanceControl;

/// All windows of the program, one session each; the program ends with the last of them. GUI thread.
class Windows : public QObject
{
    Q_OBJECT
public:
    /// All must outlive it.
    Windows(const WindowController::Shared &shared, AppearanceControl *appearance, QSettings *settings,
        QObject *parent = nullptr);
    ~Windows() override;

    /// Another window, shown, connected to nothing.
    WindowController *open();
    qsizetype count() const { return qsizetype(m_windows.size()); }

public slots:
    void closeAll();
    void saveLayout(); ///< of the window that was opened last

signals:
    void lastFinished(); ///< the last session has ended

private:
    void fit(MainWindow *window) const;
    void remove(WindowController *controller);

    WindowController::Shared m_shared;
    AppearanceControl *m_appearance;
    QSettings *m_settings;
    std::vector<std::unique_ptr<WindowController>> m_windows;
};

} // namespace console
