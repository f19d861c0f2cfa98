#include "app/console/windows.h"

#include "app/console/appearancecontrol.h"
#include "ui/widgets/picturepreparation.h"

#include <QScreen>

#include <algorithm>

namespace console {

Windows::Windows(const WindowController::Shared &shared, AppearanceControl *appearance, QSettings *settings,
    QObject *parent)
    : QObject(parent), m_shared(shared), m_appearance(appearance), m_settings(settings)
{
}

Windows::~Windows() = default;

WindowController *Windows::open()
{
    m_windows.push_back(std::make_unique<WindowController>(m_shared));
    WindowController *controller = m_windows.back().get();
    MainWindow *window = controller->window();
    m_appearance->add(controller->actions());
    connect(window, &MainWindow::closeRequested, controller, [this, controller] {
        controller->window()->saveLayout(m_settings);
        controller->shutdown();
    });
    connect(
        controller, &WindowController::finished, this, [this, controller] { remove(controller); },
        Qt::QueuedConnection); // it is in the midst of its own signal
    connect(controller, &WindowController::windowRequested, this, [this](const QUuid &profile) {
        WindowController *another = open();
        if (!profile.isNull())
            another->connectToProfile(profile);
    });
    connect(controller, &WindowController::windowForRecordingRequested, this,
        [this](const QString &file) { open()->openRecording(file); });
    connect(controller->actions()->action(ActionId::Quit), &QAction::triggered, this, &Windows::closeAll);
    fit(window);
    window->show();
    new PicturePreparation(window);
    return controller;
}

/// A smaller screen also needs room for what the desktop puts around a window.
void Windows::fit(MainWindow *window) const
{
    window->resize(window->size().boundedTo(window->screen()->availableSize() - QSize(0, 32)));
    window->restoreLayout(m_settings);
    if (m_windows.size() == 1)
        return;
    // Beside the others, not upon them, and on the screen.
    const QRect screen = window->screen()->availableGeometry();
    const QRect moved = window->geometry().translated(QPoint(32, 32) * int(m_windows.size() - 1));
    window->move(qBound(screen.left(), moved.left(), qMax(screen.left(), screen.right() - moved.width())),
        qBound(screen.top(), moved.top(), qMax(screen.top(), screen.bottom() - moved.height())));
}

void Windows::remove(WindowController *controller)
{
    std::erase_if(m_windows, [controller](const auto &window) { return window.get() == controller; });
    if (m_windows.empty())
        emit lastFinished();
}

void Windows::closeAll()
{
    std::vector<MainWindow *> open;
    for (const auto &controller : m_windows)
        if (controller->window()->isVisible()) // else its session is about to end
            open.push_back(controller->window());
    for (MainWindow *window : open)
        window->close();
}

void Windows::saveLayout()
{
    if (!m_windows.empty())
        m_windows.back()->window()->saveLayout(m_settings);
}

} // namespace console
