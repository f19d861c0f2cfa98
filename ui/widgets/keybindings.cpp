#include "ui/widgets/keybindings.h"

#include <QSettings>

namespace console {

using namespace Qt::StringLiterals;

namespace {

constexpr auto group = "keys"_L1;
constexpr auto singleKeysEntry = "singleKeys"_L1;

QString entryOf(const QString &action)
{
    return group + u'/' + action;
}

QStringList texts(const QList<QKeySequence> &keys)
{
    QStringList list;
    for (const QKeySequence &sequence : keys)
        list.append(sequence.toString(QKeySequence::PortableText));
    return list;
}

/// What somebody wrote into the file by hand may be no keys.
QList<QKeySequence> sequences(const QStringList &texts)
{
    QList<QKeySequence> keys;
    for (const QString &text : texts) {
        const QKeySequence sequence(text, QKeySequence::PortableText);
        if (!sequence.isEmpty() && sequence[0].key() != Qt::Key_unknown)
            keys.append(sequence);
    }
    return keys;
}

} // namespace

KeyBindings::KeyBindings(QSettings *settings, QObject *parent) : QObject(parent), m_settings(settings)
{
    if (settings)
        read();
}

void KeyBindings::read()
{
    m_singleKeys = m_settings->value(singleKeysEntry, true).toBool();
    QList<QKeySequence> taken;
    m_settings->beginGroup(group);
    for (const QString &action : m_settings->childKeys()) {
        QList<QKeySequence> keys = sequences(m_settings->value(action).toStringList());
        keys.removeIf([&taken](const QKeySequence &sequence) { return taken.contains(sequence); });
        taken += keys;
        m_keys.insert(action, keys);
    }
    m_settings->endGroup();
}

void KeyBindings::keep(const QString &action)
{
    if (!m_settings)
        return;
    if (isChanged(action))
        m_settings->setValue(entryOf(action), texts(m_keys.value(action)));
    else
        m_settings->remove(entryOf(action));
}

QList<QKeySequence> KeyBindings::chosen(const QString &action, const QList<QKeySequence> &usual) const
{
    if (isChanged(action))
        return m_keys.value(action);
    QList<QKeySequence> keys = usual;
    for (const QList<QKeySequence> &given : m_keys)
        keys.removeIf([&given](const QKeySequence &sequence) { return given.contains(sequence); });
    return keys;
}

QList<QKeySequence> KeyBindings::effective(const QString &action, const QList<QKeySequence> &usual) const
{
    QList<QKeySequence> keys = chosen(action, usual);
    if (!m_singleKeys)
        keys.removeIf(isSingleKey);
    return keys;
}

bool KeyBindings::isSingleKey(const QKeySequence &keys)
{
    if (keys.count() != 1)
        return false;
    const QKeyCombination first = keys[0];
    const bool plain = (first.keyboardModifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    return plain && first.key() < Qt::Key_Escape; // above there are keys that type nothing
}

void KeyBindings::setKeys(const QString &action, const QList<QKeySequence> &keys)
{
    m_keys.insert(action, keys);
    keep(action);
    emit changed();
}

void KeyBindings::reset(const QString &action)
{
    if (m_keys.remove(action) == 0)
        return;
    keep(action);
    emit changed();
}

void KeyBindings::resetAll()
{
    m_keys.clear();
    m_singleKeys = true;
    if (m_settings) {
        m_settings->remove(group);
        m_settings->remove(singleKeysEntry);
    }
    emit changed();
}

void KeyBindings::setSingleKeys(bool on)
{
    if (m_singleKeys == on)
        return;
    m_singleKeys = on;
    if (m_settings)
        m_settings->setValue(singleKeysEntry, on);
    emit changed();
}

} // namespace console
