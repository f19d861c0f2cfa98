#pragma once

#include "lib/profile/profile.h"

#include <QListWidget>

namespace console {

class Theme;

/// One line of the list.
struct ProfileEntry
{
    QUuid id;
    QString name;
    QString address;
    ColourBand colour = ColourBand::None;
    bool monitorOnly = false;
};

/// The saved connections at the left of their dialog: name over address, both plain text, with what marks
/// them. Sorted by name as they come; a name that changes keeps its place.
class ProfileList : public QListWidget
{
    Q_OBJECT
public:
    explicit ProfileList(const Theme *theme, QWidget *parent = nullptr);

    void setEntry(const ProfileEntry &entry); ///< adds it, or changes it in its place
    void removeEntry(const QUuid &id);
    QUuid chosen() const; ///< null: none
    void choose(const QUuid &id);
    void filter(const QString &text); ///< by name or address, without regard to case; empty: all

signals:
    void chosenChanged(const QUuid &id);

private:
    int rowOf(const QUuid &id) const;
    int placeFor(const QString &name) const;
    void chooseShown();

    QString m_filter;
};

} // namespace console
