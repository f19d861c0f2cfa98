#pragma once

#include <QHash>
#include <QKeySequence>
#include <QObject>

class QSettings;

namespace console {

/// Which keys the user gave to actions instead of the usual ones, and whether single keys act at all. One for
/// all windows of the program; kept in the settings at once. GUI thread.
class KeyBindings : public QObject
{
    Q_OBJECT
public:
    /// @param settings  must outlive it; null: nothing is remembered
    explicit KeyBindings(QSettings *settings = nullptr, QObject *parent = nullptr);

    /// What the user chose for an action, else those of the usual keys that no other action was given.
    QList<QKeySequence> chosen(const QString &action, const QList<QKeySequence> &usual) const;
    /// Of these the ones that act now.
    QList<QKeySequence> effective(const QString &action, const QList<QKeySequence> &usual) const;
    bool isChanged(const QString &action) const { return m_keys.contains(action); }
    bool hasSingleKeys() const { return m_singleKeys; }

    /// A key that types a character, alone or with Shift: it cannot act where one writes.
    static bool isSingleKey(const QKeySequence &keys);

public slots:
    /// @param keys  none: the action has no keys
    void setKeys(const QString &action, const QList<QKeySequence> &keys);
    void reset(const QString &action);
    void resetAll(); ///< single keys act again, too
    void setSingleKeys(bool on);

signals:
    void changed();

private:
    void read(); ///< keys written down for two actions are the first one's: twice they would act for neither
    void keep(const QString &action);

    QSettings *m_settings;
    QHash<QString, QList<QKeySequence>> m_keys;
    bool m_singleKeys = true;
};

} // namespace console
