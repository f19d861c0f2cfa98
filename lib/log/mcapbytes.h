#pragma once

#include <QByteArray>
#include <QByteArrayView>
#include <QtEndian>

#include <algorithm>
#include <array>

namespace console::mcap {

/// Numbers as they stand in the file: little-endian, without a gap.
template <typename... Numbers>
std::array<char, (sizeof(Numbers) + ...)> packed(Numbers... values)
{
    std::array<char, (sizeof(Numbers) + ...)> bytes;
    char *at = bytes.data();
    ((qToLittleEndian(values, at), at += sizeof values), ...);
    return bytes;
}

/// Appends one record: opcode, length, and what is written until its end. Numbers are little-endian.
class RecordEncoder
{
public:
    RecordEncoder(QByteArray &to, quint8 opcode) : m_to(to)
    {
        numbers(opcode, quint64(0));
        m_start = m_to.size();
    }
    RecordEncoder(const RecordEncoder &) = delete;
    RecordEncoder &operator=(const RecordEncoder &) = delete;
    ~RecordEncoder() // only now the length is known
    {
        qToLittleEndian(quint64(m_to.size() - m_start), m_to.data() + m_start - qsizetype(sizeof(quint64)));
    }

    /// All at once: appending costs more than the few bytes of a number do.
    template <typename... Numbers>
    void numbers(Numbers... values)
    {
        m_to.append(QByteArrayView(packed(values...)));
    }
    template <typename Number>
    void number(Number value)
    {
        numbers(value);
    }
    /// What `pack` makes of each item, one after the other.
    template <typename Items, typename Pack>
    void list(const Items &items, Pack pack)
    {
        const qsizetype before = m_to.size();
        m_to.resize(before + qsizetype(items.size() * sizeof(pack(*items.begin()))));
        char *at = m_to.data() + before;
        for (const auto &item : items) {
            const auto bytes = pack(item);
            at = std::copy(bytes.begin(), bytes.end(), at);
        }
    }
    void bytes(QByteArrayView bytes) { m_to.append(bytes); }
    /// @pre bytes.size() < 4 GiB
    void string(QByteArrayView text)
    {
        number(quint32(text.size()));
        bytes(text);
    }
    /// What was written of the content so far; holds until more is written.
    QByteArrayView content() const { return QByteArrayView(m_to).sliced(m_start); }

private:
    QByteArray &m_to;
    qsizetype m_start = 0; ///< of the content
};

/// Reads numbers and texts out of bytes that nobody vouches for. What exceeds them is read as 0 or empty,
/// and from then on isGood() is false. Views point into the bytes.
class BoundedDecoder
{
public:
    explicit BoundedDecoder(QByteArrayView bytes) : m_bytes(bytes) { }

    template <typename Number>
    Number number()
    {
        const QByteArrayView found = bytes(sizeof(Number));
        return found.isEmpty() ? Number(0) : qFromLittleEndian<Number>(found.data());
    }
    QByteArrayView bytes(quint64 size)
    {
        if (size > quint64(m_bytes.size())) {
            m_isGood = false;
            m_bytes = {};
            return {};
        }
        const QByteArrayView found = m_bytes.first(qsizetype(size));
        m_bytes = m_bytes.sliced(qsizetype(size));
        return found;
    }
    QByteArrayView string() { return bytes(number<quint32>()); }
    QByteArrayView rest() { return bytes(quint64(m_bytes.size())); }
    qsizetype remaining() const { return m_bytes.size(); }
    bool isAtEnd() const { return m_bytes.isEmpty(); }
    bool isGood() const { return m_isGood; }

private:
    QByteArrayView m_bytes;
    bool m_isGood = true;
};

} // namespace console::mcap
