#pragma once

#include "ui/models/paletteentry.h"
#include "ui/models/palettematch.h"

#include <QAbstractListModel>

namespace console {

/// A line of the palette: the title of a group, or an entry with what was found in it.
struct PaletteLine
{
    std::optional<PaletteEntry> entry; ///< none: a group begins
    PaletteGroup group = PaletteGroup::Commands;
    QList<TextMark> marks = {};
};

/// The entries that fit the query, by group: best first, among equals what was used lately, then the shorter
/// title; then events of the past. The group with the best entry leads. Without a query what was used lately
/// leads. Pure.
/// @param recent  keys of entries, latest first
QList<PaletteLine> paletteLines(
    const QList<PaletteEntry> &candidates, const QString &query, const QStringList &recent);

/// "Go to"
QString paletteGroupTitle(PaletteGroup group);

/// The lines of the palette as a list. GUI thread.
class PaletteModel : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr qsizetype shownOfGroup = 8;

    enum Role {
        DetailRole = Qt::UserRole + 1, ///< QString, of an entry; where it cannot be run, why
        KeysRole, ///< QString
        IconRole, ///< QString; empty: EventTypeRole
        EventTypeRole, ///< int(EventType)
        IsGroupRole, ///< bool
        IsPossibleRole, ///< bool: it can be run now
    };
    using QAbstractListModel::QAbstractListModel;

    void setLines(const QList<PaletteLine> &lines);
    const PaletteLine &line(int row) const { return m_lines[row]; } ///< @pre 0 <= row < rowCount()
    /// The nearest entry that can be selected, from `row` on in steps of `direction`; -1: there is none.
    int entryFrom(int row, int direction) const;
    /// The entry that is selected before somebody chooses: the first one, but never a request that was not
    /// asked for; -1: there is none.
    int preselected() const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    bool isSelectable(int row) const;
    QVariant groupData(PaletteGroup group, int role) const;
    QVariant entryData(const PaletteEntry &entry, int role) const;

    QList<PaletteLine> m_lines;
};

} // namespace console
