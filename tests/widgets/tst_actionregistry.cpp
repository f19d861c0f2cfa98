#include "ui/widgets/actionregistry.h"
#include "ui/widgets/theme.h"

#include <QMenu>
#include <QMenuBar>
#include <QTest>

using namespace console;
using namespace Qt::StringLiterals;

class TestActionRegistry : public QObject
{
    Q_OBJECT
private slots:
    void noKeysAreGivenTwice()
    {
        QHash<QString, QString> owners;
        for (const QAction *action : m_registry.actions()) {
            const QList<QKeySequence> shortcuts = action->shortcuts();
            for (const QKeySequence &keys : shortcuts) {
                const QString text = keys.toString(QKeySequence::PortableText);
                QVERIFY2(!text.isEmpty(), qPrintable(action->text()));
                QVERIFY2(!owners.contains(text),
                    qPrintable(u"%1: %2, %3"_s.arg(text, owners.value(text), action->text())));
                owners.insert(text, action->text());
            }
        }
        QVERIFY(owners.size() > 20);
    }

    void noMenuHasAMnemonicTwice()
    {
        QMenuBar bar;
        m_registry.fill(&bar);
        for (const QAction *menu : bar.actions()) {
            QSet<QChar> used;
            for (const QAction *action : menu->menu()->actions()) {
                const qsizetype at = action->text().indexOf(u'&');
                if (at < 0)
                    continue;
                const QChar letter = action->text().at(at + 1).toLower();
                QVERIFY2(!used.contains(letter), qPrintable(action->text()));
                used.insert(letter);
            }
        }
    }

    void everyActionIsInAMenu()
    {
        QMenuBar bar;
        m_registry.fill(&bar);
        QSet<QAction *> found;
        for (const QAction *menu : bar.actions())
            for (QAction *action : menu->menu()->actions()) {
                found.insert(action);
                if (action->menu())
                    for (QAction *inner : action->menu()->actions())
                        found.insert(inner);
            }
        for (QAction *action : m_registry.actions())
            QVERIFY2(found.contains(action), qPrintable(action->text()));
    }

    void oneWorkspaceIsChosen()
    {
        QVERIFY(m_registry.action(ActionId::Monitor)->isChecked());
        m_registry.action(ActionId::Compose)->trigger();
        QVERIFY(!m_registry.action(ActionId::Monitor)->isChecked());
    }

    void zoomKeysBelongToTheTimeline()
    {
        QVERIFY(!m_registry.windowActions().contains(m_registry.action(ActionId::ZoomIn)));
        QVERIFY(m_registry.windowActions().contains(m_registry.action(ActionId::Follow)));
    }

    void keysReadAsWords()
    {
        QCOMPARE(ActionRegistry::keysText(m_registry.action(ActionId::NewConnection)), u"Ctrl Shift N"_s);
        QCOMPARE(ActionRegistry::keysText(m_registry.action(ActionId::ZoomIn)), u"+"_s);
        QCOMPARE(ActionRegistry::keysText(m_registry.action(ActionId::About)), QString());
    }

private:
    Theme m_theme;
    ActionRegistry m_registry{&m_theme};
};

QTEST_MAIN(TestActionRegistry)
#include "tst_actionregistry.moc"
