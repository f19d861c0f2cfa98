#include "tests/support/watchedconnection.h"

using namespace console;
using namespace Qt::StringLiterals;
using test::Watched;

/// What a connection offers to the recording, whatever the receiver of its deliveries does.
class TestPackedRows : public QObject
{
    Q_OBJECT
private slots:
    void aRowThatIsBornWhileRowsAreHandedOverIsOfferedBeforeItIsDelivered();
};

void TestPackedRows::aRowThatIsBornWhileRowsAreHandedOverIsOfferedBeforeItIsDelivered()
{
    Watched watched;
    MessageId packed;
    bool isNoted = false;
    connect(&watched.connection, &Connection::packed, this, [&](const BatchList &batches) {
        packed = batches.last()->first + (batches.last()->rows.size() - 1);
        if (!std::exchange(isNoted, true))
            watched.connection.note(u"in between"_s);
    });
    connect(&watched.connection, &Connection::delivered, this, [&](const BatchList &batches) {
        QVERIFY(batches.last()->first + (batches.last()->rows.size() - 1) <= packed);
    });
    watched.connectNow();
    emit watched.wire->textReceived(u"{\"Event\":\"e\"}"_s);
    const auto isDelivered = [&](const QByteArray &text) {
        const auto rows = watched.rows();
        return std::any_of(rows.begin(), rows.end(), [&](const auto &row) { return row.text == text; });
    };
    QTRY_VERIFY(isDelivered("in between"));
    QTRY_VERIFY(isDelivered("{\"Event\":\"e\"}"));
}

QTEST_GUILESS_MAIN(TestPackedRows)
#include "tst_packedrows.moc"
