#include "app/console/screenshot.h"

#include "lib/filter/filterconditions.h"
#include "ui/widgets/mainwindow.h"

#include <QPixmap>

namespace console {

using namespace Qt::StringLiterals;

constexpr int interval = 500; // milliseconds
constexpr int lively = 32; // looks after which the timeline is well filled
constexpr int patience = 60; // looks after which the picture is taken of whatever there is
constexpr qint64 shownBefore = 13'500'000; // microseconds of the timeline before the last message
constexpr qint64 shownBehind = 900'000;

Screenshot::Screenshot(MainWindow *window, const QString &file, bool sendsRequests, QObject *parent)
    : QObject(parent), m_window(window), m_file(file), m_sendsRequests(sendsRequests)
{
    m_window->resize(1440, 900);
    connect(&m_timer, &QTimer::timeout, this, &Screenshot::look);
    m_timer.start(interval);
}

void Screenshot::look()
{
    ++m_looks;
    SessionModels *models = m_window->models();
    const bool connected = models && models->session()->isConnected();
    if (connected && m_sendsRequests && m_looks == lively - 6)
        ask();
    if (connected && m_looks == lively - 1)
        arrange();
    if ((connected && m_looks >= lively) || m_looks >= patience) {
        m_timer.stop();
        emit taken(m_window->grab().save(m_file));
    }
}

/// Something of everything: an answer with a value, a refusal, a change that comes back as an event.
void Screenshot::ask()
{
    Session *session = m_window->models()->session();
    session->send(R"({"Command": "get_room_count"})");
    session->send(R"({"Command": "get_participant_seat", "room_id": 2, "participant_id": 203})");
    session->send(R"({"Command": "set_participant_position", "room_id": 3, "participant_id": 301, "x": -40, )"
                  R"("y": 0, "z": 120, "azimuth_heading": 240, "elevation_heading": 0})");
    session->send(
        R"({"Command": "set_participant_state", "room_id": 1, "participant_id": 104, "control": 2, "value": 1})");
}

/// Selects what the last request led to, hides the many movements, and writes a request with a mistake in it.
void Screenshot::arrange()
{
    SessionModels *models = m_window->models();
    const MessageLog *log = models->session()->log();
    const auto &exchanges = models->session()->exchanges()->exchanges();
    MessageId id = exchanges.empty() ? log->end() : exchanges.back().request;
    const auto isTheChange = [log](MessageId message) {
        return log->record(message).kind == MessageKind::Event
            && eventType(log->name(message)) == EventType::SetParticipantState;
    };
    while (log->contains(id) && !isTheChange(id))
        id = id + 1;
    const QByteArray moved = groupOf(EventType::SetParticipantPosition).toByteArray();
    models->navigator.setFilter(withValues({}, FilterKey::Event, {}, {moved}));
    if (log->contains(id))
        models->navigator.select(id);
    models->navigator.setVisibleRange({log->lastTime() - shownBefore, log->lastTime() + shownBehind});
    models->composer.startCommand(u"set_participant_position"_s,
        {{ParameterRole::Room, u"3"_s}, {ParameterRole::Participant, u"301"_s}});
    for (int field = 0; field < int(models->composer.fields().size()); ++field) {
        if (models->composer.fields()[field].parameter.name == "azimuth_heading"_L1)
            models->composer.setFieldText(field, u"240"_s);
    }
}

} // namespace console
