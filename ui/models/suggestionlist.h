#pragma once

#include "ui/models/foldedtext.h"

#include <QByteArray>
#include <QList>
#include <QString>

#include <map>

namespace console {

/// Something that a field may take, listed or seen in the session.
struct ComposerSuggestion
{
    QString value;
    QString name;
    bool isRemark = false; ///< only says something, in `name`
};

/// The first of the ids that fit what was typed, in their order, numbers as numbers; behind them a remark
/// where there are more. However many it is given, it keeps and orders only these.
class SuggestionList
{
public:
    static constexpr size_t mostOffered = 500;

    explicit SuggestionList(const QString &typed) : m_typed(typed) { }

    /// What was typed stands in one of them, in whatever case, with or without accents.
    bool fits(const QString &value, const QString &name) const;
    /// The same id again only adds a name where there is none.
    void take(const QByteArray &id, const QString &name);
    QList<ComposerSuggestion> all() const;

private:
    struct Order
    {
        bool operator()(const QByteArray &left, const QByteArray &right) const;
    };

    FoldedText m_typed;
    std::map<QByteArray, QString, Order> m_names; ///< by id
    bool m_isCut = false;
};

} // namespace console
