#pragma once

#include "ui/models/navigator.h"

#include <QTreeView>

namespace console {

class Theme;

/// The tree of the navigator: whole rows are tinted, and the chosen one carries a bar at the left.
class RoomTreeView : public QTreeView
{
    Q_OBJECT
public:
    RoomTreeView(const Navigator *navigator, const Theme *theme, QWidget *parent = nullptr);

    /// Whom the selected message is about: marked, but not selected.
    void setLinked(const PersonRef &person);

    /// Many rooms are about to be opened or closed: they are laid out once, afterwards.
    void layoutLater() { scheduleDelayedItemsLayout(); }

    void keyboardSearch(const QString &search) override;

protected:
    void drawRow(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Navigator *m_navigator;
    const Theme *m_theme;
    PersonRef m_linked;
};

} // namespace console
