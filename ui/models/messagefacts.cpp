#include "ui/models/messagefacts.h"

#include "ui/models/text.h"

#include <algorithm>
#include <array>

namespace console {

using namespace Qt::StringLiterals;

namespace {

bool endsPath(const QByteArray &path, QByteArrayView name)
{
    if (!QByteArrayView(path).endsWith(name))
        return false;
    const qsizetype before = path.size() - name.size();
    return before == 0 || path.at(before - 1) == '.';
}

bool isEchoed(const QByteArray &path)
{
    return path.startsWith("Request.");
}

QByteArrayView lastPart(const QByteArray &path)
{
    return QByteArrayView(path).sliced(path.lastIndexOf('.') + 1);
}

bool isIdOrName(QByteArrayView key)
{
    static constexpr std::array<QByteArrayView, 5> keys = {
        "Event", "Command", "room_id", "participant_id", "Status"};
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

} // namespace

const MessageField *MessageFacts::find(std::initializer_list<QByteArrayView> names) const
{
    for (const QByteArrayView name : names) {
        for (const MessageField &field : m_fields.all()) {
            if (!isEchoed(field.path) && endsPath(field.path, name))
                return &field;
        }
    }
    return nullptr;
}

QByteArray MessageFacts::text(std::initializer_list<QByteArrayView> names) const
{
    const MessageField *field = find(names);
    return field ? field->text : QByteArray();
}

QString MessageFacts::position() const
{
    const MessageField *x = find({"x"});
    const MessageField *y = find({"y"});
    const MessageField *z = find({"z"});
    if (!x || !y || !z)
        return {};
    return u"x %1 y %2 z %3 cm"_s.arg(shown(*x), shown(*y), shown(*z));
}

QString MessageFacts::heading() const
{
    const MessageField *azimuth = find({"azimuth_heading"});
    return azimuth ? u"heading %1°"_s.arg(shown(*azimuth)) : QString();
}

QByteArray MessageFacts::seat() const
{
    return text({"seat_id", "seat.id", "seat"});
}

QByteArray MessageFacts::control() const
{
    return text({"control", "control_id", "audio_control"});
}

QByteArray MessageFacts::controlValue() const
{
    if (const MessageField *value = find({"value", "Value"}))
        return value->text;
    return scalar() ? scalar()->text : QByteArray();
}

QString MessageFacts::controlState() const
{
    const QByteArray number = control();
    if (number.isEmpty())
        return {};
    const QString label = controlLabel(number);
    const QString value = controlValueText(number, controlValue());
    return (label.isEmpty() ? u"Control "_s + safeText(number) : label)
        + (value.isEmpty() ? u""_s : u' ' + value);
}

QByteArray MessageFacts::name() const
{
    return text({"name", "participant_name", "new_name"});
}

QString MessageFacts::configuration() const
{
    QStringList parts;
    if (const MessageField *type = find({"type", "participant_type"}))
        parts += participantTypeText(type->text).isEmpty() ? u"type "_s + shown(*type)
                                                           : participantTypeText(type->text);
    if (const MessageField *rate = find({"input_sampling_rate", "sampling_rate"}))
        parts += shown(*rate) + u" Hz"_s;
    if (const MessageField *channels = find({"input_number_channels", "number_channels"}))
        parts += shown(*channels) + (channels->text == "1" ? u" channel"_s : u" channels"_s);
    return parts.join(u" · ");
}

QStringList MessageFacts::others(std::initializer_list<QByteArrayView> known) const
{
    QStringList parts;
    for (const MessageField &field : m_fields.all()) {
        const QByteArrayView key = lastPart(field.path);
        if (parts.size() == 8)
            break;
        if (isEchoed(field.path) || isIdOrName(key)
            || std::find(known.begin(), known.end(), key) != known.end())
            continue;
        parts += safeText(key) + u": "_s + shown(field);
    }
    return parts;
}

QString MessageFacts::shown(const MessageField &field)
{
    return field.type == JsonToken::Number ? shownNumber(field.text) : safeText(field.text);
}

} // namespace console
