#include "app/console/screenshot.h"

#include "ui/widgets/mainwindow.h"

#include <QPixmap>

namespace console {

constexpr int interval = 500; // milliseconds
constexpr int lively = 24; // looks after which the timeline is well filled
constexpr int patience = 60; // looks after which the picture is taken of whatever there is

Screenshot::Screenshot(MainWindow *window, const QString &file, bool sendsRequests, QObject *parent)
    : QObject(parent), m_window(window), m_file(file), m_sendsRequests(sendsRequests)
{
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::look);
    m_timer.start(interval);
}

/// Asks the demo server something.
void Screenshot::prepare()
{
    m_sendsRequests = false;
    Session *session = m_window->models()->session();
    session->send(R"({"Command": "get_room_count"})");
    session->send(R"({"Command": "get_participant_name", "room_id": 1, "participant_id": 101})");
    session->send(
        R"({"Command": "set_participant_position", "room_id": 3, "participant_id": 301, "x": -40, "y": 0, "z": 120, "azimuth_heading": 240, "elevation_heading": 0})");
    session->send(
        R"({"Command": "set_participant_state", "room_id": 1, "participant_id": 104, "control": 2, "value": 1})");
}

void Screenshot::look()
{
    ++m_looks;
    SessionModels *models = m_window->models();
    const bool connected = models->session()->isConnected();
    if (connected && m_sendsRequests && m_looks >= lively / 2)
        prepare();
    if (connected && m_looks == lively - 2) {
        const auto &exchanges = models->session()->exchanges()->exchanges();
        for (MessageId id = exchanges.empty() ? MessageId() : exchanges.back().request;
             models->session()->log()->contains(id); id = id + 1) {
            if (eventType(models->session()->log()->name(id)) == EventType::SetParticipantState) {
                models->navigator.select(id);
                break;
            }
        }
    }
    if ((connected && m_looks >= lively) || m_looks >= patience) {
        m_timer.stop();
        emit taken(m_window->grab().save(m_file));
    }
}

} // namespace console
