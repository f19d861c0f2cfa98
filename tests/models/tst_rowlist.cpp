// The list of rows that a filter lets through, compared with a plain sorted vector.

#include "ui/models/rowlist.h"

#include <QTest>

#include <algorithm>
#include <random>

using namespace console;

class TestRowList : public QObject
{
    Q_OBJECT

private slots:
    void holdsWhatASortedVectorHolds_data();
    void holdsWhatASortedVectorHolds();
    void beginsAnewAtABase();

private:
    void addRows(std::vector<MessageId> ids);
    void removeBefore(MessageId id);
    void compare(MessageId from, MessageId to) const;

    RowList m_rows;
    std::vector<MessageId> m_plain;
};

void TestRowList::addRows(std::vector<MessageId> ids)
{
    std::erase_if(ids, [this](MessageId id) { return std::ranges::binary_search(m_plain, id); });
    m_rows.insert(ids);
    m_plain.insert(m_plain.end(), ids.begin(), ids.end());
    std::ranges::sort(m_plain);
}

void TestRowList::removeBefore(MessageId id)
{
    m_rows.removeBefore(id);
    std::erase_if(m_plain, [id](MessageId listed) { return listed < id; });
}

void TestRowList::compare(MessageId from, MessageId to) const
{
    QCOMPARE(m_rows.size(), m_plain.size());
    QCOMPARE(m_rows.isEmpty(), m_plain.empty());
    for (size_t index = 0; index < m_plain.size(); ++index)
        QCOMPARE(m_rows.at(index).value, m_plain[index].value);
    if (!m_plain.empty())
        QCOMPARE(m_rows.back().value, m_plain.back().value);
    for (MessageId id = from; id < to; id = id + 1) {
        const auto place = std::ranges::lower_bound(m_plain, id);
        QCOMPARE(m_rows.indexAtOrAfter(id), size_t(place - m_plain.begin()));
    }
}

void TestRowList::holdsWhatASortedVectorHolds_data()
{
    QTest::addColumn<unsigned>("seed");
    QTest::addColumn<double>("share");
    QTest::newRow("few rows") << 1u << 0.002;
    QTest::newRow("half of the rows") << 2u << 0.5;
    QTest::newRow("all rows but a few") << 3u << 0.99;
}

void TestRowList::holdsWhatASortedVectorHolds()
{
    QFETCH(unsigned, seed);
    QFETCH(double, share);
    std::mt19937 random(seed);
    std::bernoulli_distribution isListed(share);
    const MessageId base(700);
    m_rows.clear(base);
    m_plain.clear();
    MessageId first = base;
    for (int round = 0; round < 40; ++round) {
        const MessageId from = first + random() % 3'000; // anywhere: text filters find the newest first
        std::vector<MessageId> ids;
        for (MessageId id = from; id < from + 900; id = id + 1) {
            if (isListed(random))
                ids.push_back(id);
        }
        addRows(ids);
        const MessageId next = (m_plain.empty() ? from : m_plain.back()) + 1 + random() % 600;
        m_rows.append(next);
        m_plain.push_back(next);
        if (round % 3 == 0) {
            first = first + random() % 500;
            removeBefore(first);
        }
        compare(first, next + 1'100);
    }
    removeBefore(m_plain.back() + 5'000);
    compare(first, first + 20'000);
}

void TestRowList::beginsAnewAtABase()
{
    m_rows.clear(MessageId(1));
    m_rows.append(MessageId(5));
    m_rows.clear(MessageId(1'000'000));
    m_plain.clear();
    compare(MessageId(1), MessageId(10));
    addRows({MessageId(1'000'000), MessageId(1'000'511), MessageId(1'000'512)});
    compare(MessageId(999'000), MessageId(1'002'000));
}

QTEST_APPLESS_MAIN(TestRowList)
#include "tst_rowlist.moc"
