#pragma once

#include "tests/support/logwriter.h"
#include "ui/models/commandlistmodel.h"
#include "ui/models/sessionmodels.h"
#include "ui/widgets/actionregistry.h"
#include "ui/widgets/sessionpanes.h"
#include "ui/widgets/theme.h"

#include <QTest>

#include <cmath>

namespace console::test {

/// All views of one session without a connection, over rows that a test writes.
struct SessionStage
{
    SessionStage()
    {
        models.timeline.setClock([this] { return writer.time(); });
    }

    bool settle()
    {
        writer.flush();
        return QTest::qWaitFor([this] { return models.feed.end() == session.log()->end(); }, 5000);
    }

    MessageId event(const QByteArray &name, int room, int person, const QByteArray &more)
    {
        writer.setPerson(QByteArray::number(room), person > 0 ? QByteArray::number(person) : QByteArray());
        QByteArray text =
            "{\"Event\":\"IMM_EVENT_" + name + "\",\"values\":{\"room_id\":" + QByteArray::number(room);
        if (person > 0)
            text += ",\"participant_id\":" + QByteArray::number(person);
        return writer.event("IMM_EVENT_" + name, text + (more.isEmpty() ? more : ',' + more) + "}}");
    }

    /// Twenty seconds of two rooms: people join, sit, walk, are muted, talk; three requests, one refused.
    /// Answers the muting of person 102.
    MessageId play()
    {
        static const std::array<const char *, 4> people{
            "Amara Okafor", "Ben Lindqvist", "Chiara Russo", "Daniel Kim"};
        for (int room = 1; room <= 2; ++room) {
            event("CREATE_ROOM", room, 0, {});
            event("SET_ROOM_LAYOUT", room, 0, "\"layout_id\":" + QByteArray::number(room));
        }
        for (int i = 0; i < 4; ++i) {
            writer.advance(300'000);
            const int room = 1 + i / 2;
            event("ADD_PARTICIPANT", room, 101 + i,
                QByteArray("\"participant_name\":\"") + people[size_t(i)]
                    + "\",\"input_sampling_rate\":48000,\"input_number_channels\":1,\"type\":1");
            event("SET_PARTICIPANT_SEAT", room, 101 + i,
                "\"id\":" + QByteArray::number(i + 1) + ",\"x\":10,\"y\":0,\"z\":20");
        }
        MessageId muted;
        for (int step = 0; step < 180; ++step) {
            writer.advance(100'000);
            for (int i = 0; i < 2 + step % 3; ++i)
                event("SET_PARTICIPANT_POSITION", 1 + i / 2, 101 + i,
                    "\"x\":" + QByteArray::number(step) + ",\"y\":0,\"z\":" + QByteArray::number(i * 10));
            if (step == 60)
                muted = event("SET_PARTICIPANT_STATE", 1, 102, "\"control\":2,\"value\":1");
            if (step == 120)
                event("SET_PARTICIPANT_STATE", 1, 102, "\"control\":2,\"value\":0");
            if (step == 30 || step == 100)
                event(
                    "SET_PARTICIPANT_STATE", 2, 103, "\"control\":12,\"value\":" + QByteArray::number(step));
            if (step % 70 == 50)
                ask(step);
        }
        return muted;
    }

    void ask(int step)
    {
        writer.setPerson("1", "102");
        const bool refused = step == 120;
        const QByteArray command =
            R"({"Command":"get_participant_state","room_id":1,"participant_id":102,"control":2})";
        const MessageId request = writer.add(MessageKind::Request, "get_participant_state", command);
        writer.advance(4'000 + step * 10);
        const MessageId response = writer.add(MessageKind::Response, "get_participant_state",
            refused ? R"({"Status":"ERROR","Error Code":-9991,"Request":)" + command + "}"
                    : R"({"Status":"OK","value":1,"Request":)" + command + "}",
            refused ? MessageFlag::StatusError : MessageFlag::StatusOk);
        writer.match(response, request, 4'000 + step * 10);
    }

    Theme theme;
    ActionRegistry actions{&theme};
    CommandListModel commands{Catalogue::builtIn()};
    Session session;
    SessionModels models{&session};
    SessionPanes panes{&models, &commands, &actions, &theme};
    LogWriter writer{session.log(), 1'795'444'300'000'000};
};

} // namespace console::test
