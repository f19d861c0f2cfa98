#pragma once

#include "ui/models/navigator.h"

namespace console {

class RoomDirectory;

// Requests that a view offers to send, so that what is not known becomes known. Ids that are numbers are sent
// as such. Pure; any thread.

QByteArray roomCountQuestion();
QByteArray layoutQuestion(const QByteArray &room);
/// @pre both are told
QByteArray nameQuestion(const PersonRef &person);
/// What a button says that asks it.
QString askNameText();
/// Somebody whose name can be asked for: seen to be there, and never named. Nobody where the name is known,
/// they have left or were not seen, or it is not clear in which room they are.
PersonRef unnamedPerson(
    const RoomDirectory &directory, const QByteArray &room, const QByteArray &participant);
/// The same of whom a message speaks: nobody where the id is another person's by now.
PersonRef unnamedPerson(
    const RoomDirectory &directory, const QByteArray &room, const QByteArray &participant, MessageId message);

} // namespace console
