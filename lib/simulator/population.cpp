#include "lib/simulator/population.h"

#include "lib/simulator/conference.h"
#include "lib/simulator/simulatoroptions.h"

#include <array>

using namespace Qt::StringLiterals;

namespace console {

namespace {

constexpr auto firstNames = std::to_array<QStringView>(
    {u"Amara Okafor", u"Ben Lindqvist", u"Chiara Russo", u"Daniel Kim", u"Elif Yılmaz", u"Farid Haddad",
        u"Grace Liu", u"Stage feed", u"Ines Duarte", u"Jonas Weber", u"Keiko Tanaka", u"Luca Bianchi",
        u"Maya Nowak", u"Noah Fischer", u"Olga Petrova", u"Sven Holm", u"Priya Nair", u"Ольга Смирнова",
        u"محمد الفارسي", u"Ελένη Παππά", u"שרה כהן", u"Zoë Brontë-Ångström", u"Đặng Thị Hương", u"李娜",
        u"田中 さくら", u"김민준", u"สมชาย ใจดี", u"अनन्या शर्मा", u"🦊 Fox Room"});
constexpr int stageFeed = 7;
constexpr int svenHolm = 15;

constexpr auto givenNames = std::to_array<QStringView>({u"Ada", u"Boris", u"Carmen", u"Dmitri", u"Esther",
    u"Fatou", u"Gustav", u"Hana", u"Ivan", u"Jia", u"Kofi", u"Leila", u"Mateo", u"Nadia", u"Oscar", u"Paula",
    u"Quentin", u"Rosa", u"Sami", u"Tove", u"Umar", u"Vera", u"Wanda", u"Yusuf", u"Zeynep"});
constexpr auto familyNames =
    std::to_array<QStringView>({u"Almeida", u"Björk", u"Castellanos", u"Dvořák", u"Eriksen", u"Ferrari",
        u"García", u"Håkansson", u"Ito", u"Janssen", u"Kowalczyk", u"Lefèvre", u"Mensah", u"Ncube",
        u"O’Brien", u"Pereira", u"Quispe", u"Rossi", u"Şahin", u"Traoré", u"Ueda", u"Vasquez", u"Wójcik"});

/// The first sixteen sit as in a small conference, eight, four, three and one; the others spread evenly.
int roomOf(int n, int rooms)
{
    if (rooms < 4 || n >= 16)
        return n % rooms + 1;
    return n < 8 ? 1 : n < 12 ? 2 : n < 15 ? 3 : 4;
}

} // namespace

QString personName(int n)
{
    if (n < int(firstNames.size()))
        return firstNames[size_t(n)].toString();
    const size_t rest = size_t(n) - firstNames.size();
    const size_t pairs =
        givenNames.size() * familyNames.size(); // the sizes share no divisor: all pairs come once
    const QString name =
        u"%1 %2"_s.arg(givenNames[rest % givenNames.size()], familyNames[rest % familyNames.size()]);
    return rest < pairs ? name : u"%1 %2"_s.arg(name).arg(rest / pairs + 1);
}

Configuration personConfiguration(int n)
{
    Configuration configuration;
    if (n % 100 == stageFeed)
        return {48000, 2, int(ParticipantType::SourceOnly)};
    if (n % 100 == svenHolm)
        return {48000, 2, int(ParticipantType::ListenerOnly)};
    return {n % 5 == 4 ? 16000 : 48000, 1, int(ParticipantType::Regular)};
}

int idsPerRoom(const SimulatorOptions &options)
{
    const int most = options.rooms == 0 ? 0 : options.participants / options.rooms + 16;
    return most < 100 ? 100 : most < 10'000 ? 10'000 : 1'000'000;
}

RoomEvents populate(Conference &conference, const SimulatorOptions &options)
{
    RoomEvents events;
    const int layouts = int(conference.layouts().size());
    for (int room = 1; room <= options.rooms; ++room) {
        conference.createRoom(room, events);
        conference.setLayout(room, conference.layouts().at((room - 1) % layouts).id, events);
    }
    const int step = idsPerRoom(options);
    for (int n = 0; n < options.participants; ++n) {
        const int room = roomOf(n, options.rooms);
        const int id = room * step + int(conference.room(room)->participants.size()) + 1;
        conference.addParticipant(room, id, personName(n), personConfiguration(n), events);
    }
    return events;
}

} // namespace console
