#include "ui/widgets/countsdialog.h"
#include "ui/widgets/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QPushButton>
#include <QTableView>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestCountsDialog : public QObject
{
    Q_OBJECT
private slots:
    void init();

    void countsAreNumbersAtTheRight();
    void countsFollowWhileItIsOpen();
    void aRecordingThatBeginsGetsItsRows();
    void coloursFollowTheScheme();
    void aDifferenceIsSaid();
    void theTableIsCopiedByButtonAndKeys();
    void itStopsNothingAndCloses();

private:
    int rowOf(const QString &label) const;
    QString valueOf(const QString &label) const;
    bool shows(const QString &text) const;

    Theme m_theme;
    Reconciliation m_counts;
    std::unique_ptr<CountsDialog> m_dialog;
    QTableView *m_table = nullptr;
};

void TestCountsDialog::init()
{
    m_counts = {};
    m_counts.arrived = 12'345;
    m_counts.taken = 12'345;
    m_counts.kept = 12'345;
    m_dialog = std::make_unique<CountsDialog>([this] { return m_counts; }, &m_theme);
    m_dialog->show();
    m_table = m_dialog->findChild<QTableView *>();
    QVERIFY(QTest::qWaitForWindowActive(m_dialog.get()));
}

int TestCountsDialog::rowOf(const QString &label) const
{
    for (int row = 0; row < m_table->model()->rowCount(); ++row) {
        if (m_table->model()->index(row, 0).data() == label)
            return row;
    }
    return -1;
}

QString TestCountsDialog::valueOf(const QString &label) const
{
    return m_table->model()->index(rowOf(label), 1).data().toString();
}

bool TestCountsDialog::shows(const QString &text) const
{
    const auto labels = m_dialog->findChildren<QLabel *>();
    return std::any_of(labels.begin(), labels.end(), [&](QLabel *label) { return label->text() == text; });
}

void TestCountsDialog::countsAreNumbersAtTheRight()
{
    const QModelIndex value = m_table->model()->index(rowOf(u"Delivered by the socket"_s), 1);
    QCOMPARE(value.data().toString(), u"12\u2009345"_s);
    QVERIFY(value.data(Qt::TextAlignmentRole).toInt() & Qt::AlignRight);
    QVERIFY(shows(u"All counts agree"_s));
}

void TestCountsDialog::countsFollowWhileItIsOpen()
{
    m_table->selectRow(rowOf(u"In memory"_s));
    m_counts.arrived = m_counts.taken = m_counts.kept = 20'000;
    QTRY_COMPARE(valueOf(u"In memory"_s), u"20\u2009000"_s);
    QVERIFY(m_table->selectionModel()->isRowSelected(rowOf(u"In memory"_s)));
}

void TestCountsDialog::aRecordingThatBeginsGetsItsRows()
{
    QCOMPARE(rowOf(u"Recorded"_s), -1);
    m_counts.recorder.file = u"session.mcap"_s;
    m_counts.recorder.received = m_counts.recorder.recorded = 7;
    QTRY_COMPARE(valueOf(u"Recorded"_s), u"7"_s);
}

void TestCountsDialog::coloursFollowTheScheme()
{
    m_theme.setScheme(Scheme::Dark);
    const QModelIndex remark = m_table->model()->index(rowOf(u"Dropped"_s), 2);
    QCOMPARE(remark.data(Qt::ForegroundRole).value<QBrush>().color(), m_theme.colours().text2);
    QCOMPARE(valueOf(u"In memory"_s), u"12\u2009345"_s);
}

void TestCountsDialog::aDifferenceIsSaid()
{
    m_counts.taken -= 45;
    m_counts.kept -= 45;
    QTRY_VERIFY(shows(u"The counts differ by 45 between socket and memory"_s));
}

void TestCountsDialog::theTableIsCopiedByButtonAndKeys()
{
    QClipboard *clipboard = QGuiApplication::clipboard();
    for (auto *button : m_dialog->findChildren<QPushButton *>()) {
        if (button->accessibleName() == u"Copy as table")
            button->click();
    }
    QCOMPARE(clipboard->text(), tableText(m_counts));
    clipboard->clear();
    m_table->setFocus();
    m_table->selectRow(1);
    QTest::keyClick(m_table, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard->text(), tableText(m_counts));
}

void TestCountsDialog::itStopsNothingAndCloses()
{
    QVERIFY(!m_dialog->isModal());
    QTest::keyClick(m_dialog.get(), Qt::Key_Escape);
    QVERIFY(!m_dialog->isVisible());
}

QTEST_MAIN(TestCountsDialog)
#include "tst_countsdialog.moc"
