#include "tests/support/heldpool.h"
#include "ui/models/poolquestion.h"

#include <QTest>

#include <atomic>

using namespace console;

class TestPoolQuestion : public QObject
{
    Q_OBJECT
private slots:
    void onlyTheLatestQuestionIsAskedAndAnswered()
    {
        QList<int> answers;
        std::atomic<int> asked = 0;
        PoolQuestion<int> question{[&answers](const int &answer) { answers.append(answer); }};
        test::HeldPool pool;
        for (const int number : {1, 2, 3})
            question.ask([&asked, number] { return ++asked, number; });
        pool.release();
        QTRY_COMPARE(answers, QList{3});
        QCOMPARE(asked.load(), 1);
    }

    void aForgottenQuestionIsNeitherAskedNorAnswered()
    {
        QList<int> answers;
        std::atomic<int> asked = 0;
        PoolQuestion<int> question{[&answers](const int &answer) { answers.append(answer); }};
        test::HeldPool pool;
        question.ask([&asked] { return ++asked; });
        question.forget();
        pool.release();
        QCOMPARE(asked.load(), 0);
        QVERIFY(answers.isEmpty());
    }

    void qtsOwnPoolIsLeftToPainting()
    {
        std::optional<bool> isThere;
        PoolQuestion<bool> question{[&isThere](const bool &answer) { isThere = answer; }};
        question.ask([] { return QThreadPool::globalInstance()->contains(QThread::currentThread()); });
        QTRY_VERIFY(isThere);
        QVERIFY(!*isThere);
    }
};

QTEST_GUILESS_MAIN(TestPoolQuestion)
#include "tst_poolquestion.moc"
