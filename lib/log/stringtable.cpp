#include "lib/log/stringtable.h"

namespace console {

QByteArray StringTable::at(StringId id) const
{
    if (!id || id.value > m_size)
        return {};
    const quint32 index = id.value - 1;
    return m_pieces.at(index / piece).at(index % piece);
}

void StringTable::append(const std::vector<QByteArray> &strings)
{
    for (const QByteArray &string : strings) {
        if (m_size++ % piece == 0)
            m_pieces.append(QList<QByteArray>());
        m_pieces.last().append(string);
    }
}

} // namespace console
