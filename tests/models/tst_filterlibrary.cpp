#include "lib/filter/filterparser.h"
#include "ui/models/filterlibrary.h"

#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace console;

namespace {

FilterExpression parsed(const QString &text)
{
    return parseFilter(text).expression;
}

void write(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
}

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

/// The user's filters, as they outlive the program.
class TestFilterLibrary : public QObject
{
    Q_OBJECT

private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void whatIsSavedIsThereAtTheNextStart();
    void theFileIsForItsOwnerOnly();
    void aNameIsUsedOnce();
    void exportedFiltersCanBeImported();
    void whatAnotherWindowSavedIsNoticed();
    void aFileThatCannotBeReadIsKeptAndSaid();
    void aFilterThatIsWrongIsLeftOutAndSaid();

private:
    QString path(const QString &name = u"new/filters.json"_s) const { return m_folder->filePath(name); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void TestFilterLibrary::whatIsSavedIsThereAtTheNextStart()
{
    FilterLibrary first(path());
    first.saveFilter(u"Mine & theirs"_s, parsed(u"room: 4 and \"x y\""_s));
    first.addRule({u"slow"_s, parsed(u"latency > 1s"_s), 3, true});
    first.addRule({u"odd"_s, parsed(u"kind: malformed"_s), 1, true});
    first.setRuleEnabled(u"odd"_s, false);
    const FilterLibrary second(path());
    QCOMPARE(second.filters(), first.filters());
    QCOMPARE(second.rules(), first.rules());
    QCOMPARE(second.filters().first().filter.text(), u"room: 4 and \"x y\""_s);
    QVERIFY(!second.rules()[1].enabled);
    first.removeFilter(u"Mine & theirs"_s);
    first.removeRule(u"slow"_s);
    const FilterLibrary third(path());
    QCOMPARE(third.filters().size(), 0);
    QCOMPARE(third.rules().size(), 1);
}

void TestFilterLibrary::theFileIsForItsOwnerOnly()
{
    FilterLibrary(path()).saveFilter(u"a"_s, parsed(u"a"_s));
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther;
    QVERIFY(!(QFileInfo(path()).permissions() & others));
    QVERIFY(!(QFileInfo(QFileInfo(path()).path()).permissions() & others));
}

void TestFilterLibrary::aNameIsUsedOnce()
{
    FilterLibrary library(path());
    library.saveFilter(u"a"_s, parsed(u"a"_s));
    library.saveFilter(u"a"_s, parsed(u"b"_s));
    QCOMPARE(library.filters(), (QList<SavedFilter>{{u"a"_s, parsed(u"b"_s)}}));
}

void TestFilterLibrary::exportedFiltersCanBeImported()
{
    FilterLibrary mine(path());
    mine.saveFilter(u"a"_s, parsed(u"kind: event"_s));
    mine.addRule({u"r"_s, parsed(u"x"_s), 5, true});
    mine.exportTo(path(u"given.json"_s));
    FilterLibrary other(path(u"other/filters.json"_s));
    other.saveFilter(u"b"_s, parsed(u"kind: note"_s));
    other.importFrom(path(u"given.json"_s));
    QCOMPARE(other.filters().size(), 2);
    QCOMPARE(other.rules(), mine.rules());
    QSignalSpy failed(&other, &FilterLibrary::failed);
    write(path(u"odd.json"_s), "{}");
    other.importFrom(path(u"odd.json"_s));
    QCOMPARE(failed.size(), 1);
    QCOMPARE(other.filters().size(), 2);
}

void TestFilterLibrary::whatAnotherWindowSavedIsNoticed()
{
    FilterLibrary here(path());
    QSignalSpy changed(&here, &FilterLibrary::changed);
    FilterLibrary(path()).saveFilter(u"a"_s, parsed(u"a"_s));
    here.refresh();
    QCOMPARE(changed.size(), 1);
    QCOMPARE(here.filters().size(), 1);
    here.refresh();
    QCOMPARE(changed.size(), 1);
}

void TestFilterLibrary::aFileThatCannotBeReadIsKeptAndSaid()
{
    for (const QByteArray &text : {QByteArray("not ours"), QByteArray(R"({"version":2,"filters":[]})")}) {
        write(path(u"filters.json"_s), text);
        FilterLibrary library(path(u"filters.json"_s));
        QSignalSpy failed(&library, &FilterLibrary::failed);
        library.saveFilter(u"a"_s, parsed(u"a"_s));
        QCOMPARE(failed.size(), 1);
        QCOMPARE(library.filters().size(), 1); // in force until the window is closed
        QCOMPARE(read(path(u"filters.json"_s)), text);
    }
}

void TestFilterLibrary::aFilterThatIsWrongIsLeftOutAndSaid()
{
    write(path(u"filters.json"_s),
        R"({"version":1,"filters":[{"name":"bad","filter":"kind: evnt"},{"name":"good","filter":"a"}],
            "colours":[{"name":"c","filter":"b","tint":99}]})");
    FilterLibrary library(path(u"none.json"_s));
    QSignalSpy failed(&library, &FilterLibrary::failed);
    library.importFrom(path(u"filters.json"_s));
    QVERIFY(failed.size() == 1 && failed[0][0].toString().contains(u"“bad” was left out: position 7"));
    QCOMPARE(library.filters(), (QList<SavedFilter>{{u"good"_s, parsed(u"a"_s)}}));
    QCOMPARE(library.rules().first().tint, ColourRule::tintCount - 1);
    QVERIFY(library.rules().first().enabled);
}

QTEST_GUILESS_MAIN(TestFilterLibrary)
#include "tst_filterlibrary.moc"
