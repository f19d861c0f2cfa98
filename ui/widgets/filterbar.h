#pragma once

#include "ui/models/filterchoices.h"
#include "ui/models/navigator.h"

#include <QWidget>

class QHBoxLayout;

namespace console {

class FilterField;
class PaneButton;
class Theme;

/// What is filtered for, as chips that can be taken away, and the field for text. Speaks to the navigator
/// only. GUI thread.
class FilterBar : public QWidget
{
    Q_OBJECT
public:
    /// All pointers must outlive the bar; `directory` may be null.
    FilterBar(const MessageLog *log, const RoomDirectory *directory, Navigator *navigator, const Theme *theme,
        QWidget *parent = nullptr);

    /// Chips behind one "n filters" button.
    void setNarrow(bool narrow);
    FilterField *field() const { return m_field; }
    int activeCount() const; ///< filters in force, text included

signals:
    void left(); ///< the focus should go to what is filtered

private:
    struct Chip
    {
        FilterSubject subject;
        PaneButton *button;
    };
    void addChip(FilterSubject subject);
    void addTimeChip();
    void addNarrowButton();
    void showFilter(const RecordFilter &filter);
    void showChip(const Chip &chip, const RecordFilter &filter);
    void openChoices(FilterSubject subject, const QWidget *button);
    void openNarrowMenu();
    void clear(FilterSubject subject);
    void adopt(FilterSubject subject, const QSet<QByteArray> &ids);
    QString title(FilterSubject subject) const;

    const MessageLog *m_log;
    const RoomDirectory *m_directory;
    Navigator *m_navigator;
    const Theme *m_theme;
    QHBoxLayout *m_layout;
    QList<Chip> m_chips;
    PaneButton *m_time;
    PaneButton *m_all;
    FilterField *m_field;
    bool m_narrow = false;
};

} // namespace console
