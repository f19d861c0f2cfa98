#pragma once

#include "lib/filter/filtersearch.h"
#include "lib/log/exchangelog.h"
#include "ui/models/pacer.h"

#include <QAbstractTableModel>
#include <QSet>

#include <deque>
#include <set>

namespace console {

/// What can be shown of the exchanges.
struct ExchangeFilter
{
    QSet<ExchangeState> states; ///< empty: all
    FilterExpression filter; ///< lets the request through, or the response

    friend bool operator==(const ExchangeFilter &, const ExchangeFilter &) = default;
};

/// Requests with their responses, and responses that answer nothing, each a row. GUI thread.
class ExchangeModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Number, Sent, CommandName, Parameters, Answer, Latency, ColumnCount };
    /// Besides DisplayRole (plain text of at most 256 characters), EditRole (the same as it is
    /// copied), ToolTipRole (plain text, 12 lines) and
    /// TextAlignmentRole.
    enum Role {
        RequestIdRole = Qt::UserRole + 1, ///< quint64; 0: none
        ResponseIdRole, ///< quint64; 0: none
        StateRole, ///< int(ExchangeState)
        StatusRole, ///< QString: "OK", "ERROR", or as the server sent it; empty: no response
        SummaryRole, ///< QString: what stands behind the status or instead of it: "value 4", "Waiting · 2.0
                     ///< s"
        CodeRole, ///< int; 0: none was sent
        ErrorNameRole, ///< QString of the catalogue; empty: not listed
    };

    ExchangeModel(MessageLog *log, const ExchangeLog *exchanges, QObject *parent = nullptr);
    ~ExchangeModel() override;

    void setFilter(const ExchangeFilter &filter);
    const ExchangeFilter &filter() const { return m_filter; }

    const Exchange &exchangeAt(int row) const; ///< @pre 0 <= row < rowCount()
    int rowOf(MessageId message) const; ///< of the request or the response; -1: not shown

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void rebuild();
    void flush();
    void appendNew();
    void updateChanged();
    void refresh(quint64 place);
    void refreshTexts(MessageId from, MessageId to);
    std::vector<int> rowsWithMessages(MessageId from, MessageId to) const;
    void takeChange(int index);
    void takeRemoval(int count);
    void startSearch();
    void takeHits(const std::vector<MessageId> &hits);
    void tick();
    bool isShown(quint64 place) const;
    bool isWaiting(quint64 place) const;
    size_t indexAtOrAfter(quint64 place) const;
    const Exchange &at(quint64 place) const
    {
        return m_exchanges->exchanges()[place - m_exchanges->removed()];
    }
    quint64 end() const { return m_exchanges->removed() + m_exchanges->exchanges().size(); }

    QString display(const Exchange &exchange, int column) const;
    QString tooltip(const Exchange &exchange, int column) const;
    QVariant facts(const Exchange &exchange, int role) const;
    QString command(const Exchange &exchange) const;
    QString parameters(const Exchange &exchange) const;
    QString answer(const Exchange &exchange) const;
    QString status(const Exchange &exchange) const;
    QString summary(const Exchange &exchange) const;
    qint32 code(const Exchange &exchange) const;
    QByteArrayView textOf(MessageId message) const;

    MessageLog *m_log;
    const ExchangeLog *m_exchanges;
    ExchangeFilter m_filter;
    std::deque<quint64> m_rows; ///< places of exchanges, counted from the first one ever; ascending
    quint64 m_seen = 0; ///< exchanges at and behind this place are not announced
    std::set<quint64> m_changed; ///< places to look at again
    std::set<quint64> m_hits; ///< places that the filter lets through
    FilterSearch m_search;
    Pacer m_pacer;
    QTimer m_ticker; ///< runs while a row that is shown waits
};

} // namespace console
