#include "ui/widgets/secretprompt.h"
#include "ui/widgets/storagechoice.h"
#include "ui/widgets/theme.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestSecretPrompt : public QObject
{
    Q_OBJECT
private slots:
    void init() { open({}); }

    void cleanup() { m_prompt.reset(); }

    void whatIsTypedIsGivenWithItsPlace()
    {
        QHash<QString, GivenSecret> secrets;
        connect(m_prompt.get(), &SecretPrompt::given, this, [&](const auto &given) { secrets = given; });
        QTest::keyClicks(edit(u"Passphrase of console-07.key"_s), u"hunter2"_s);
        StorageChoice *kept = storage(u"Where it is kept: Value of X-Key"_s);
        QCOMPARE(kept->storage(), SecretStorage::Session);
        kept->setFocus();
        QTest::keyClick(kept, Qt::Key_Down);
        QTest::keyClick(edit(u"Value of X-Key"_s), Qt::Key_Return);
        QCOMPARE(secrets.size(), 2);
        QCOMPARE(secrets.value(passphraseName()).value.reveal(), QByteArray("hunter2"));
        QVERIFY(secrets.value(passphraseName()).storage == SecretStorage::Keychain);
        QVERIFY(secrets.value({}).storage == SecretStorage::AskEveryTime);
        QVERIFY(!m_prompt->isVisible());
    }

    void aMissingPassphraseIsNotGiven()
    {
        QSignalSpy given(m_prompt.get(), &SecretPrompt::given);
        QVERIFY(!button(u"Connect"_s)->isEnabled());
        QTest::keyClick(edit(u"Value of X-Key"_s), Qt::Key_Return);
        QCOMPARE(given.size(), 0);
        QVERIFY(m_prompt->isVisible());
    }

    void secretsAreDotsUntilShown()
    {
        QLineEdit *passphrase = edit(u"Passphrase of console-07.key"_s);
        QCOMPARE(passphrase->echoMode(), QLineEdit::Password);
        QTest::mouseClick(button(u"Show Passphrase of console-07.key"_s), Qt::LeftButton);
        QCOMPARE(passphrase->echoMode(), QLineEdit::Normal);
    }

    void escapeGivesNothing()
    {
        QSignalSpy given(m_prompt.get(), &SecretPrompt::given);
        QSignalSpy rejected(m_prompt.get(), &QDialog::rejected);
        QTest::keyClick(m_prompt.get(), Qt::Key_Escape);
        QCOMPARE(rejected.size(), 1);
        QCOMPARE(given.size(), 0);
    }

    void itSaysWhyItAsksAgain()
    {
        open(u"The passphrase does not open <b>console-07.key</b>."_s);
        QVERIFY(shows(u"The passphrase does not open <b>console-07.key</b>."_s));
        for (const auto *label : m_prompt->findChildren<QLabel *>())
            QCOMPARE(label->textFormat(), Qt::PlainText);
    }

    void aKeychainThatCannotBeUsedIsNamed()
    {
        const QString problem = u"The system keychain is not available."_s;
        QVERIFY(!shows(problem));
        m_prompt->setKeychainProblem(problem);
        QVERIFY(shows(problem));
    }

private:
    void open(const QString &problem)
    {
        const QUuid id = QUuid::createUuid();
        m_prompt = std::make_unique<SecretPrompt>(u"Hall A"_s,
            QList<SecretQuestion>{{.label = u"Passphrase of console-07.key"_s, .key = {id, passphraseName()}},
                {.label = u"Value of X-Key"_s,
                    .key = id,
                    .storage = SecretStorage::Session,
                    .mayBeEmpty = true}},
            &m_theme, problem);
        m_prompt->open();
        QVERIFY(QTest::qWaitForWindowActive(m_prompt.get()));
    }

    template <typename Widget>
    Widget *find(const QString &name)
    {
        for (auto *candidate : m_prompt->findChildren<Widget *>())
            if (candidate->accessibleName() == name)
                return candidate;
        return nullptr;
    }

    QLineEdit *edit(const QString &name) { return find<QLineEdit>(name); }
    QPushButton *button(const QString &name) { return find<QPushButton>(name); }
    StorageChoice *storage(const QString &name) { return find<StorageChoice>(name); }

    bool shows(const QString &text)
    {
        for (const auto *label : m_prompt->findChildren<QLabel *>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    }

    Theme m_theme;
    std::unique_ptr<SecretPrompt> m_prompt;
};

QTEST_MAIN(TestSecretPrompt)
#include "tst_secretprompt.moc"
