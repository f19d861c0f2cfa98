#pragma once

#include "lib/findings/findinglog.h"

#include <QAbstractTableModel>
#include <QSet>

#include <optional>

namespace console {

/// The findings of a session as rows, in the order in which they were found first, without those that are
/// ignored. During a pause they stay as they were; looking for problems goes on. GUI thread.
class FindingsModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Problem, Count, First, Last, ColumnCount };
    /// Besides DisplayRole (plain text of at most 256 characters), EditRole (the same as it is copied) and
    /// ToolTipRole.
    enum Role {
        SeverityRole = Qt::UserRole + 1, ///< int(Severity)
        IgnoredRole, ///< bool: shown all the same
    };

    /// Both must outlive the model.
    FindingsModel(const FindingLog *findings, const MessageLog *log, QObject *parent = nullptr);

    const Finding &findingAt(int row) const; ///< @pre 0 <= row < rowCount()
    int rowOf(FindingRule rule) const; ///< the first of a rule; -1: none
    bool isIgnored(int row) const; ///< @pre 0 <= row < rowCount()
    const FindingLog *findings() const { return m_findings; }

    /// Ids of what is not to be seen, of this session or another.
    QStringList ignored() const;
    void setIgnored(const QStringList &ids);
    void ignore(int row); ///< @pre 0 <= row < rowCount()
    void stopIgnoring(int row); ///< likewise
    int ignoredCount() const { return m_ignoredCount; } ///< found, but ignored
    int countedRows() const { return int(shown().size()) - m_ignoredCount; }
    int heldBack() const; ///< found during the pause, without those that are ignored
    quint64 unchecked() const { return m_held ? m_held->unchecked : m_findings->unchecked(); }
    quint64 unlisted() const { return m_held ? m_held->unlisted : m_findings->unlisted(); }
    bool isIgnoredShown() const { return m_isIgnoredShown; }
    void setIgnoredShown(bool shown); ///< among the others, where they are known by IgnoredRole

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

public slots:
    void setPaused(bool paused);

signals:
    void ignoredChanged(); ///< by ignore() and stopIgnoring()
    void countChanged(); ///< of rows, of ignored ones, or of those held back

private:
    /// What was known when the pause began.
    struct Held
    {
        std::vector<Finding> findings;
        quint64 unchecked = 0;
        quint64 unlisted = 0;
    };

    void resume();
    void takeNew(int first, int count);
    void refresh(const std::vector<int> &indexes);
    void rebuild();
    void countIgnored();
    bool isIgnored(const Finding &finding) const;
    const std::vector<Finding> &shown() const { return m_held ? m_held->findings : m_findings->findings(); }
    const Finding &at(int index) const { return shown()[size_t(index)]; }
    QString text(const Finding &finding, int column) const;

    const FindingLog *m_findings;
    const MessageLog *m_log;
    std::optional<Held> m_held; ///< during a pause
    QSet<QByteArray> m_ignored;
    std::vector<int> m_rows; ///< indexes of findings, ascending
    int m_ignoredCount = 0;
    bool m_isIgnoredShown = false;
};

/// "Error", "Warning", "Information"
QString severityText(Severity severity);

} // namespace console
