#pragma once

#include "lib/log/bookmarks.h"
#include "lib/session.h"

#include <QAbstractTableModel>

namespace console {

/// The bookmarks of a session as rows, in the order of their messages. GUI thread.
class BookmarkModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    /// DisplayRole and ToolTipRole are plain text; EditRole is what is copied.
    enum Column { Number, Time, Message, Note, ColumnCount };

    /// Both must outlive the model.
    BookmarkModel(const Bookmarks *bookmarks, Session *session, QObject *parent = nullptr);

    MessageId idAt(int row) const { return m_rows.at(size_t(row)); } ///< @pre 0 <= row < rowCount()
    int rowOf(MessageId message) const; ///< -1: it has no bookmark

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void take(MessageId message);
    void refreshTexts();
    QString text(const Bookmark &bookmark, int column) const;
    QString sentence(MessageId message) const;

    const Bookmarks *m_bookmarks;
    Session *m_session;
    std::vector<MessageId> m_rows;
};

} // namespace console
