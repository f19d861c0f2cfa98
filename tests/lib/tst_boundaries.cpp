#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

/// Reads the sources as text: which layer includes what, and what nobody may write (architecture §2, §5).
class TestBoundaries : public QObject
{
    Q_OBJECT
private slots:
    void nothingForbiddenIsIncluded_data();
    void nothingForbiddenIsIncluded();
    void nothingForbiddenIsWritten_data();
    void nothingForbiddenIsWritten();
    void onlyTheTransportAndTheSimulatorKnowQWebSocket();
    void onlyOneFileAndTheSimulatorKnowLibcrypto();
    void theTopLevelHoldsExactlyItsEntries();
};

struct SourceLine
{
    QString file;
    QString text;
};

static QList<SourceLine> linesBelow(const QStringList &folders)
{
    QList<SourceLine> lines;
    const QDir root(QStringLiteral(SOURCE_FOLDER));
    for (const QString &folder : folders) {
        QDirIterator files(
            root.filePath(folder), {u"*.h"_s, u"*.cpp"_s}, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            if (!file.open(QIODevice::ReadOnly))
                continue;
            const QString name = root.relativeFilePath(file.fileName());
            for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n'))
                lines.append({name, line});
        }
    }
    return lines;
}

static QStringList offenders(const QStringList &folders, const QString &pattern)
{
    const QRegularExpression expression(pattern);
    QStringList found;
    for (const SourceLine &line : linesBelow(folders)) {
        if (expression.match(line.text).hasMatch())
            found.append(line.file + u": "_s + line.text.trimmed());
    }
    return found;
}

void TestBoundaries::nothingForbiddenIsIncluded_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<QString>("pattern");
    // Gui and Widgets headers that code below the widgets would be most likely to reach for, and the folders
    // above.
    const QString gui =
        u"#include "
        u"<(Qt(Widgets|Gui|Svg)/|Q(Widget|Application|GuiApplication|Painter|Pixmap|Image|Icon|Color|Font"
        "|Palette|Action|Shortcut|KeySequence|Clipboard|Cursor|Brush|Pen|Style|Dialog|MainWindow|Menu|Label|"
        "Push"
        "Button|TableView|TreeView|Screen|Window|TextDocument|StandardItemModel|Validator|IntValidator)\\b)"_s;
    QTest::newRow("lib includes no Gui") << u"lib"_s << gui;
    QTest::newRow("models include no Gui") << u"ui/models"_s << gui;
    QTest::newRow("lib includes nothing above it") << u"lib"_s << u"#include \"(ui|app|tests)/"_s;
    QTest::newRow("models include nothing above them")
        << u"ui/models"_s << u"#include \"(ui/widgets|app|tests)/"_s;
    QTest::newRow("widgets include nothing above them") << u"ui/widgets"_s << u"#include \"(app|tests)/"_s;
    QTest::newRow("the library does not know the simulator")
        << u"lib/protocol lib/connection lib/log lib/export lib/findings lib/rooms lib/profile"_s
        << u"#include \"lib/simulator/"_s;
    QTest::newRow("the user interface does not know the simulator")
        << u"ui"_s << u"#include \"lib/simulator/"_s;
}

void TestBoundaries::nothingForbiddenIsIncluded()
{
    QFETCH(QString, folder);
    QFETCH(QString, pattern);
    QCOMPARE(offenders(folder.split(u' '), pattern), QStringList());
}

void TestBoundaries::nothingForbiddenIsWritten_data()
{
    QTest::addColumn<QString>("pattern");
    QTest::newRow("string-based connections") << u"\\b(SIGNAL|SLOT)\\("_s;
    QTest::newRow("re-entrancy") << u"\\bprocessEvents\\s*\\(|QEventLoop|BlockingQueuedConnection"_s;
    QTest::newRow("locks") << u"\\bQ?(Mutex|ReadWriteLock|Semaphore|WaitCondition)\\b|std::mutex"_s;
    QTest::newRow("sleeping") << u"\\bm?sleep\\s*\\(|sleep_for|usleep"_s;
    QTest::newRow("blindness for certificates") << u"ignoreSslErrors\\(\\)|VerifyNone|QueryPeer"_s;
    QTest::newRow("nested dialogs") << u"(dialog|menu|box)(\\.|->)exec\\("_s;
    QTest::newRow("left for later") << u"\\b(TODO|FIXME|XXX|HACK)\\b|qDebug\\("_s;
}

void TestBoundaries::nothingForbiddenIsWritten()
{
    QFETCH(QString, pattern);
    QCOMPARE(offenders({u"lib"_s, u"ui"_s, u"app"_s}, pattern), QStringList());
}

void TestBoundaries::onlyTheTransportAndTheSimulatorKnowQWebSocket()
{
    QStringList found = offenders({u"lib"_s, u"ui"_s, u"app"_s}, u"#include <(QtWebSockets/)?QWebSocket"_s);
    found.removeIf([](const QString &line) {
        return line.startsWith(u"lib/simulator/"_s) || line.startsWith(u"lib/connection/websocket"_s);
    });
    QCOMPARE(found, QStringList());
}

void TestBoundaries::onlyOneFileAndTheSimulatorKnowLibcrypto()
{
    QStringList found = offenders({u"lib"_s, u"ui"_s, u"app"_s}, u"#include <openssl/"_s);
    found.removeIf([](const QString &line) {
        return line.startsWith(u"lib/simulator/"_s)
            || line.startsWith(u"lib/connection/clientidentity.cpp:"_s);
    });
    QCOMPARE(found, QStringList());
}

void TestBoundaries::theTopLevelHoldsExactlyItsEntries()
{
    QStringList entries =
        QDir(QStringLiteral(SOURCE_FOLDER)).entryList(QDir::AllEntries | QDir::NoDotAndDotDot);
    entries.removeIf([](const QString &entry) { return entry.startsWith(u"build"_s); });
    entries.sort();
    QCOMPARE(entries,
        QStringList({u"CMakeLists.txt"_s, u"README.md"_s, u"app"_s, u"lib"_s, u"packaging"_s, u"resources"_s,
            u"tests"_s, u"ui"_s}));
}

QTEST_GUILESS_MAIN(TestBoundaries)
#include "tst_boundaries.moc"
