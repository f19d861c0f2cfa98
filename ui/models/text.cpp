#include "ui/models/text.h"

#include "lib/protocol/catalogue.h"
#include "lib/rooms/roomstate.h"
#include "ui/models/celltext.h"

#include <QHash>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar thinSpace(0x2009);
constexpr QChar trueMinus(0x2212);
constexpr QChar ellipsis(0x2026);

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool isInteger(QByteArrayView text)
{
    return isDigits(text.startsWith('-') ? text.sliced(1) : text);
}

/// 118 → "118", 1463982 → "1 463 982".
QString grouped(QByteArrayView digits)
{
    QString text = QString::fromLatin1(digits);
    for (qsizetype at = text.size() - 3; at > 0; at -= 3)
        text.insert(at, thinSpace);
    return text;
}

/// The listed control that a server means by its number or its name.
const Choice *controlOf(QByteArrayView control)
{
    const QList<Choice> &controls = Catalogue::builtIn().controls();
    const QString text = QString::fromUtf8(control);
    const auto found = std::find_if(controls.begin(), controls.end(), [&](const Choice &choice) {
        return choice.name.compare(text, Qt::CaseInsensitive) == 0
            || choice.value.toVariant().toString() == text;
    });
    return found == controls.end() ? nullptr : &*found;
}

const ValueRule *ruleOf(const Choice &control)
{
    const Command *command = Catalogue::builtIn().command(u"set_participant_state");
    const Parameter *value = command ? command->parameter(u"value") : nullptr;
    return value ? &value->ruleFor(QJsonObject{{u"control"_s, control.value}}) : nullptr;
}

/// IMM_DEVICE_HEADPHONE → "headphone" with the prefix IMM_DEVICE_.
QString plainWords(QString name, QStringView prefix)
{
    if (name.startsWith(prefix))
        name.remove(0, prefix.size());
    return name.replace(u'_', u' ').toLower();
}

QString capitalised(QString text)
{
    if (!text.isEmpty())
        text[0] = text.at(0).toUpper();
    return text;
}

/// The words people use for controls; one that the catalogue gains later is spelled out from its name.
QString wordsForControl(const QString &name)
{
    static const QHash<QString, QString> words = {
        {u"IMM_CONTROL_STEREO_BYPASS_ENABLE"_s, u"Stereo bypass"_s},
        {u"IMM_CONTROL_MUTE_ENABLE"_s, u"Mute"_s},
        {u"IMM_CONTROL_ANC_ENABLE"_s, u"Noise cancellation"_s},
        {u"IMM_CONTROL_AGC_ENABLE"_s, u"AGC"_s},
        {u"IMM_CONTROL_AUTO_EQ_ENABLE"_s, u"Auto EQ"_s},
        {u"IMM_CONTROL_MIXING_3D_ENABLE"_s, u"3D mixing"_s},
        {u"IMM_CONTROL_MIXING_3D_ATTENUATION"_s, u"3D attenuation"_s},
        {u"IMM_CONTROL_MIXING_3D_MAX_DISTANCE"_s, u"3D max distance"_s},
        {u"IMM_CONTROL_MIXING_3D_REVERB_ENABLE"_s, u"3D reverb"_s},
        {u"IMM_CONTROL_HALF_SPAN_ANGLE"_s, u"Half span angle"_s},
    };
    const auto known = words.constFind(name);
    QString base = name;
    if (base.endsWith(u"_ENABLE"))
        base.chop(7);
    return known != words.constEnd() ? *known : capitalised(plainWords(base, u"IMM_CONTROL_"));
}

QString switchText(QByteArrayView value)
{
    if (value == "0" || value == "false")
        return u"off"_s;
    return value == "1" || value == "true" ? u"on"_s : QString();
}

QString choiceText(const ValueRule &rule, QByteArrayView value)
{
    for (const Choice &choice : rule.choices) {
        if (choice.value.toVariant().toString() == QLatin1StringView(value)
            || choice.name == QLatin1StringView(value))
            return plainWords(choice.name, choice.name.startsWith(u"IMM_DEVICE_") ? u"IMM_DEVICE_" : u"IMM_");
    }
    return {};
}

bool isSubroom(const QString &name)
{
    return name.endsWith(u"_WHISPER_ROOM") || name.endsWith(u"_SIDEBAR_ROOM");
}

} // namespace

bool isHiddenCharacter(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0xAD || c == 0x61C || c == 0x180E || c == 0x200B
        || c == 0x200E || c == 0x200F || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F)
        || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

QString codePointName(char32_t character)
{
    return u"U+%1"_s.arg(QString::number(uint(character), 16).toUpper(), 4, u'0');
}

QString visibleText(QStringView text, qsizetype maximum)
{
    QString shown;
    const QStringView part = text.first(std::min(maximum, text.size()));
    shown.reserve(part.size() + 1);
    for (qsizetype i = 0; i < part.size(); ++i) {
        const bool pair = part[i].isHighSurrogate() && i + 1 < part.size() && part[i + 1].isLowSurrogate();
        const char32_t c = pair ? QChar::surrogateToUcs4(part[i], part[i + 1]) : part[i].unicode();
        if (isHiddenCharacter(c))
            shown += u'[' + codePointName(c) + u']';
        else
            shown += part.sliced(i, pair ? 2 : 1);
        i += pair ? 1 : 0;
    }
    if (part.size() < text.size())
        shown += ellipsis;
    return shown;
}

QString isolated(const QString &text)
{
    return text.isEmpty() ? text : QChar(0x2068) + text + QChar(0x2069);
}

QString safeText(QByteArrayView utf8)
{
    // A few bytes more than can be shown, so that the "…" of what is cut remains.
    const qsizetype enough = maximumShownText * 4 + 4;
    return isolated(visibleText(QString::fromUtf8(utf8.first(std::min(enough, utf8.size())))));
}

namespace {

bool isHexOrDash(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F') || c == u'-';
}

/// Where the hexadecimal digits begin that a text ends in, such as those of a UUID; its size: nowhere.
qsizetype hexStart(QStringView text)
{
    constexpr qsizetype leastDigits = 24;
    const auto rest = std::find_if_not(text.rbegin(), text.rend(), isHexOrDash);
    qsizetype start = text.rend() - rest;
    if (start > 0 && text[start - 1].isLetterOrNumber()) { // the end of a word may look like digits
        const qsizetype dash = text.indexOf(u'-', start);
        start = dash < 0 ? text.size() : dash + 1;
    }
    return text.size() - start >= leastDigits ? start : text.size();
}

QString shortenedText(const QString &text, qsizetype maximum);

/// Fewer letters of a host say nothing.
constexpr qsizetype leastOfHost = 4;

/// "sip:1034@conf.ex…": what stands before the host tells apart, so that is cut last.
QString withHostCut(const QString &text, qsizetype at, qsizetype maximum)
{
    const qsizetype left = maximum - at - 2;
    if (left < 0)
        return shortenedText(text.first(at), maximum - 2) + u'@' + ellipsis;
    return text.first(at + 1 + (left < leastOfHost ? 0 : left)) + ellipsis;
}

QString shortenedText(const QString &text, qsizetype maximum)
{
    if (text.size() <= maximum)
        return text;
    if (const qsizetype at = text.lastIndexOf(u'@'); at > 0)
        return withHostCut(text, at, maximum);
    const qsizetype hex = hexStart(text);
    if (hex == 0)
        return text.first(4) + ellipsis + text.last(2);
    if (hex < text.size() && hex + 9 <= maximum)
        return text.first(hex + 4) + ellipsis + text.last(4);
    const qsizetype slash = text.lastIndexOf(u'/');
    const qsizetype tail =
        slash > 0 && text.size() - slash <= maximum - 4 ? text.size() - slash : (maximum - 1) / 2;
    return text.first(std::max<qsizetype>(1, maximum - 1 - tail)) + ellipsis + text.last(tail);
}

} // namespace

bool hasHost(QByteArrayView id)
{
    return id.lastIndexOf('@') > 0;
}

QString shortenedId(QByteArrayView id, qsizetype maximum)
{
    return shortenedText(visibleText(QString::fromUtf8(id)), maximum);
}

QString idBesideName(QByteArrayView id)
{
    return isolated(shortenedId(id, isInteger(id) || hasHost(id) ? 12 : 8));
}

QString eventLabel(EventType type)
{
    static const std::array<QString, eventTypeCount> labels = {u"Unknown event"_s, u"Room created"_s,
        u"Room destroyed"_s, u"Joined"_s, u"Left"_s, u"Seated"_s, u"Moved"_s, u"State changed"_s,
        u"State for all"_s, u"Layout changed"_s, u"Renamed"_s, u"Custom"_s};
    return labels.at(size_t(type));
}

QString eventLabel(QByteArrayView name)
{
    const EventType type = eventType(name);
    if (type == EventType::Custom && eventGroup(name) != groupOf(EventType::Custom))
        return safeText(name);
    if (type != EventType::Unknown && isInteger(name))
        return u"%1, probably %2"_s.arg(QString::fromUtf8(name), eventLabel(type));
    return eventLabel(type);
}

QString groupLabel(QByteArrayView group)
{
    for (int i = 1; i < eventTypeCount; ++i) {
        if (groupOf(EventType(i)) == group)
            return eventLabel(EventType(i));
    }
    return safeText(group);
}

QString eventsExplanation()
{
    return u"Events, and messages that came bare, as older hosts send custom events."_s;
}

QString kindLabel(const MessageRecord &record, QByteArrayView name)
{
    switch (record.kind) {
    case MessageKind::Note:
        return u"Note"_s;
    case MessageKind::Request:
        return u"Request"_s;
    case MessageKind::Response:
        return u"Response"_s;
    case MessageKind::Event:
        return eventLabel(name);
    case MessageKind::Other:
        return name.isEmpty() ? u"Other message"_s : eventLabel(EventType::Custom);
    case MessageKind::Malformed:
        break;
    }
    return u"Malformed"_s;
}

QString controlLabel(QByteArrayView control)
{
    const Choice *choice = controlOf(control);
    return choice ? wordsForControl(choice->name) : QString();
}

QString controlValueText(QByteArrayView control, QByteArrayView value)
{
    const QString plain = isInteger(value) ? shownNumber(value) : safeText(value);
    const Choice *choice = controlOf(control);
    if (!choice)
        return plain;
    if (isSubroom(choice->name) && value == "0")
        return u"none"_s;
    QString words;
    if (choice->name.endsWith(u"_ENABLE"))
        words = switchText(value);
    const ValueRule *rule = ruleOf(*choice);
    if (words.isEmpty() && rule)
        words = choiceText(*rule, value);
    if (!words.isEmpty())
        return words;
    return rule && !rule->unit.isEmpty() ? plain + u' ' + rule->unit : plain;
}

QString participantTypeText(QByteArrayView type)
{
    if (type == "1" || type == "IMM_PARTICIPANT_REGULAR")
        return u"Regular"_s;
    if (type == "2" || type == "IMM_PARTICIPANT_SOURCE_ONLY")
        return u"Source only"_s;
    return type == "3" || type == "IMM_PARTICIPANT_LISTENER_ONLY" ? u"Listener only"_s : QString();
}

QString shownNumber(QByteArrayView token)
{
    const bool negative = token.startsWith('-');
    const QByteArrayView rest = negative ? token.sliced(1) : token;
    const qsizetype point = rest.indexOf('.');
    const QByteArrayView whole = point < 0 ? rest : rest.first(point);
    if (token.size() > 40 || !isDigits(whole) || (point >= 0 && !isDigits(rest.sliced(point + 1))))
        return visibleText(QString::fromUtf8(token));
    const QString fraction = point < 0 ? QString() : QString::fromLatin1(rest.sliced(point));
    return (negative ? QString(trueMinus) : QString()) + grouped(whole) + fraction;
}

QString errorCodeText(QByteArrayView token)
{
    const bool isCode = token.size() <= 40 && isInteger(token);
    return isCode ? QString::fromLatin1(token).replace(u'-', trueMinus) : safeText(token);
}

QString sizeText(qsizetype bytes)
{
    if (bytes < 16'000)
        return bytes == 1 ? u"1 byte"_s : shownNumber(QByteArray::number(bytes)) + u" bytes"_s;
    if (bytes < 1'000'000)
        return u"%1 kB"_s.arg(bytes / 1000);
    return u"%1 MB"_s.arg(double(bytes) / 1e6, 0, 'f', 1);
}

QString roomText(QByteArrayView room, qsizetype maximum)
{
    if (room.isEmpty())
        return {};
    return isInteger(room) ? u"room "_s + QString::fromLatin1(room) : isolated(shortenedId(room, maximum));
}

QString roomLabel(QByteArrayView room)
{
    return (isInteger(room) ? u"Room "_s : QString()) + safeCell(room, 240);
}

QString personText(const RoomDirectory *directory, const QByteArray &room, const QByteArray &participant)
{
    return personText(directory ? directory->nameOf(room, participant) : QString(), participant);
}

QString peopleText(const RoomDirectory *directory, const QByteArray &room, const QByteArray &participant)
{
    const QString now = personText(directory, room, participant);
    const NameHistory *names = directory ? directory->names().history(room, participant) : nullptr;
    QStringList others = names ? names->holders() : QStringList();
    others.removeDuplicates();
    others.removeAll(directory ? directory->nameOf(room, participant) : QString());
    if (others.isEmpty())
        return now;
    const QString before =
        others.size() == 1 ? personText(others.first(), participant) : u"%1 others"_s.arg(others.size());
    return now + u", before that "_s + before;
}

QString personText(const QString &name, const QByteArray &participant)
{
    if (participant.isEmpty())
        return {};
    return name.isEmpty() ? u"person "_s + isolated(shortenedId(participant)) : isolated(visibleText(name));
}

QString bandText(const Band &band)
{
    switch (band.kind) {
    case Band::Kind::Talking:
        return u"talking"_s;
    case Band::Kind::Muted:
        return u"muted"_s;
    case Band::Kind::Whisper:
        return u"whisper %1"_s.arg(band.number);
    case Band::Kind::Sidebar:
        return u"sidebar %1"_s.arg(band.number);
    }
    return {};
}

QString durationText(qint64 microseconds)
{
    if (microseconds < 1'000'000)
        return u"%1 ms"_s.arg(double(microseconds) / 1000, 0, 'f', 1);
    const qint64 tenths = microseconds / 100'000;
    const qint64 seconds = tenths / 10;
    if (seconds < 60)
        return u"%1 s"_s.arg(double(tenths) / 10, 0, 'f', 1);
    if (seconds < 3600)
        return u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60);
    return u"%1 h %2 min"_s.arg(seconds / 3600).arg(seconds / 60 % 60);
}

QString absentText(const MessageLog &log, MessageId id)
{
    const QString problem = log.textProblem(id);
    return problem.isEmpty() ? u"\u2026"_s : problem;
}

} // namespace console
