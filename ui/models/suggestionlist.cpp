#include "ui/models/suggestionlist.h"

#include "ui/models/numbers.h"

namespace console {

using namespace Qt::StringLiterals;

bool SuggestionList::Order::operator()(const QByteArray &left, const QByteArray &right) const
{
    return compareNaturally(left, right) < 0;
}

bool SuggestionList::fits(const QString &value, const QString &name) const
{
    return FoldedText(value).contains(m_typed) || FoldedText(name).contains(m_typed);
}

void SuggestionList::take(const QByteArray &id, const QString &name)
{
    const bool isBehind = m_names.size() == mostOffered && Order()(m_names.crbegin()->first, id);
    if ((isBehind && m_isCut) || !fits(QString::fromUtf8(id), name))
        return;
    QString &known = m_names[id];
    known = known.isEmpty() ? name : known;
    if (m_names.size() <= mostOffered)
        return;
    m_names.erase(std::prev(m_names.end()));
    m_isCut = true;
}

QList<ComposerSuggestion> SuggestionList::all() const
{
    QList<ComposerSuggestion> result;
    for (const auto &[id, name] : m_names)
        result.append({QString::fromUtf8(id), name});
    if (m_isCut)
        result.append({{}, u"There are more: type to find them"_s, true});
    return result;
}

} // namespace console
