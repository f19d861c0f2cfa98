#include "lib/simulator/life.h"

#include "lib/simulator/motion.h"
#include "lib/simulator/population.h"
#include "lib/simulator/simulatoroptions.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr qint64 second = 1'000'000; ///< microseconds
constexpr double cardsPerPerson = 1.0 / 16; ///< a second
constexpr double cardShare = 0.05; ///< of all events at most, what follows from a card not counted
constexpr double dialShare = 0.08; ///< of all events at high rates
constexpr int highRate = 5'000;
constexpr int movesPerSecond = 8; ///< of one person in focus

} // namespace

Life::Life(const SimulatorOptions &options, Conference &conference)
    : m_conference(conference), m_random(options.seed), m_rate(options.rate),
      m_idsPerRoom(idsPerRoom(options)), m_firstVisitorRoom(options.rooms + 1),
      m_nextName(options.participants)
{
    m_opening = populate(conference, options);
    notice(m_opening);
    for (int i = 0; i < m_crowd.size(); ++i)
        m_crowd.at(i).rises = m_random.chance(0.7);
}

qint64 Life::now() const
{
    return m_slots * second / m_rate;
}

void Life::notice(const RoomEvents &events)
{
    for (const RoomEvent &event : events) {
        if (event.type == EventType::AddParticipant)
            m_crowd.add(event.room, event.participant);
        else if (event.type == EventType::RemoveParticipant)
            m_crowd.remove(event.room, event.participant);
    }
}

RoomEvents Life::advance(qint64 microseconds)
{
    RoomEvents all;
    RoomEvents events;
    m_credit += microseconds * m_rate;
    while (m_credit >= second) {
        events.clear();
        step(events);
        notice(events);
        const auto used = std::max<qint64>(1, qint64(events.size())); // time goes on where nothing happens
        m_slots += used;
        m_credit -= used * second;
        std::move(events.begin(), events.end(), std::back_inserter(all));
    }
    return all;
}

void Life::step(RoomEvents &events)
{
    while (events.empty() && !m_tasks.empty() && m_tasks.top().time <= now()) {
        const Task task = m_tasks.top();
        m_tasks.pop();
        perform(task, events);
    }
    if (!events.empty() || drawCard(events) || m_crowd.isEmpty())
        return;
    if (m_random.chance(dialShare * std::min(1.0, double(m_rate) / highRate)))
        turnDial(events);
    if (events.empty())
        move(events);
}

void Life::later(double seconds, Task task)
{
    task.time = now() + qint64(seconds * second);
    task.order = m_nextTask++;
    m_tasks.push(std::move(task));
}

/// What has become impossible meanwhile, because a client interfered, is left undone.
void Life::perform(const Task &task, RoomEvents &events)
{
    switch (task.then) {
    case Then::StopTalking:
        return stopTalking(task.room, task.id, events);
    case Then::SetState:
        m_conference.setState(task.room, task.id, task.control, task.value, events);
        return;
    case Then::SetAllStates:
        m_conference.setAllStates(task.room, task.control, task.value, events);
        return;
    case Then::SetLayout:
        m_conference.setLayout(task.room, task.value, events);
        return;
    case Then::Rename:
        m_conference.rename(task.room, task.id, task.name, events);
        return;
    case Then::Join:
        m_conference.addParticipant(task.room, task.id, task.name, task.configuration, events);
        return;
    case Then::CloseRoom:
        m_conference.destroyRoom(task.room, events);
        return;
    }
}

/// Cards come out of a shuffled deck, so that chance rules the order but everything happens again and again.
bool Life::drawCard(RoomEvents &events)
{
    if (m_firstVisitorRoom == 1 || now() < m_nextCard)
        return false;
    const double perSecond = std::min(std::max(1.0, m_crowd.size() * cardsPerPerson), cardShare * m_rate);
    m_nextCard = now() + qint64(m_random.within(0.5, 1.5) / perSecond * second);
    if (m_deck.empty())
        shuffleDeck();
    const Card card = m_deck.back();
    m_deck.pop_back();
    if (!m_crowd.isEmpty() || card == Card::Room)
        play(card, events);
    return !events.empty();
}

void Life::shuffleDeck()
{
    constexpr std::pair<Card, int> counts[] = {{Card::Talk, 16}, {Card::Mute, 5}, {Card::Seat, 3},
        {Card::Rise, 2}, {Card::Whisper, 2}, {Card::Sidebar, 1}, {Card::Dial, 4}, {Card::Rename, 1},
        {Card::Leave, 2}, {Card::MuteAll, 1}, {Card::Layout, 1}, {Card::Room, 1}, {Card::Filter, 1}};
    for (const auto &[card, count] : counts)
        m_deck.insert(m_deck.end(), size_t(count), card);
    for (int i = int(m_deck.size()) - 1; i > 0; --i)
        std::swap(m_deck[size_t(i)], m_deck[size_t(m_random.below(i + 1))]);
}

void Life::play(Card card, RoomEvents &events)
{
    switch (card) {
    case Card::Talk:
        return talk(events);
    case Card::Mute:
        return mute(events);
    case Card::Seat:
        return changeSeat(events);
    case Card::Rise:
        return rise(events);
    case Card::Whisper:
        return gather(Control::Whisper, events);
    case Card::Sidebar:
        return gather(Control::Sidebar, events);
    case Card::Dial:
        return turnDial(events);
    case Card::Rename:
        return rename(events);
    case Card::Leave:
        return leave(events);
    case Card::MuteAll:
        return muteAll(events);
    case Card::Layout:
        return refurnish(events);
    case Card::Room:
        return openRoom(events);
    case Card::Filter:
        return switchFilter(events);
    }
}

void Life::move(RoomEvents &events)
{
    moveOn(m_conference, someoneInFocus(), now(), m_random, events);
}

/// At low rates a few people move often rather than all of them seldom: that is how movement looks.
Person &Life::someoneInFocus()
{
    const int wanted = std::max(2, m_rate / movesPerSecond);
    if (wanted >= m_crowd.size())
        return anyone();
    if (now() >= m_nextFocus || int(m_focus.size()) < wanted) {
        m_nextFocus = now() + qint64(m_random.within(0.5, 3) * second);
        const Person &chosen = anyone();
        if (int(m_focus.size()) < wanted)
            m_focus.emplace_back(chosen.room, chosen.id);
        else
            m_focus[size_t(m_random.below(wanted))] = {chosen.room, chosen.id};
    }
    const auto [room, id] = m_focus[size_t(m_random.below(int(m_focus.size())))];
    Person *person = m_crowd.find(room, id);
    return person ? *person : anyone();
}

int Life::anyRoom()
{
    return anyone().room;
}

} // namespace console
